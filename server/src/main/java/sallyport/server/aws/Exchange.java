// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.ledger.Details;
import sallyport.ledger.LedgerEvent.Result;
import sallyport.ledger.LedgerException;
import sallyport.ledger.Receipt;
import sallyport.server.authz.Authorizer;
import sallyport.server.authz.Circumstances;
import sallyport.server.authz.Decision;
import sallyport.server.aws.protocol.Failure;
import sallyport.server.aws.protocol.MalformedBodyException;
import sallyport.server.aws.protocol.WireError;
import sallyport.server.aws.shape.Constraints;
import sallyport.server.aws.shape.Redaction;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.HttpResponse;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Principal;
import tools.jackson.databind.node.ObjectNode;

/** One authenticated request on its way through an operation. Used once, by the request's thread. */
final class Exchange<I, R, O> {
    /** A request whose sender is known, before anybody has looked at what it asks for. */
    record Incoming(HttpRequest request, Caller caller, String requestId, Circumstances circumstances) {
        Call allowed(Decision.Allowed decision) {
            return new Call(caller, requestId, circumstances, request.hangup(), decision);
        }
    }

    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

    private final ServedOperation<I, R, O> served;
    private final Incoming incoming;
    private final Authorizer authorizer;
    private final AuditTrail trail;

    /** What is known of the call so far, for the ledger. */
    private List<Arn> resources = List.of();

    private Details parameters = Details.none();

    Exchange(ServedOperation<I, R, O> served, Incoming incoming, Authorizer authorizer, AuditTrail trail) {
        this.served = served;
        this.incoming = incoming;
        this.authorizer = authorizer;
        this.trail = trail;
    }

    /** What an operation, or a step before it, came to. */
    private sealed interface Answer {
        record Reply(ObjectNode tree) implements Answer {}

        record Refusal(WireError error) implements Answer {}
    }

    HttpResponse answer(Map<String, String> labels) {
        Answer answer;
        try {
            answer = attempt(labels);
        } catch (LedgerException e) {
            LOG.log(Level.ERROR, "call refused, it cannot be put on the ledger " + identification(), e);
            answer = internal();
        }
        return switch (answer) {
            case Answer.Reply(var tree) -> served.protocol.encode(served.model, tree, incoming.requestId());
            case Answer.Refusal(var error) ->
                served.protocol.encode(error, Optional.of(served.model), incoming.requestId());
        };
    }

    private Answer attempt(Map<String, String> labels) throws LedgerException {
        ObjectNode tree;
        try {
            tree = served.protocol.decode(served.model, incoming.request(), labels);
        } catch (MalformedBodyException e) {
            return refused(Result.FAILED, e.failure());
        }
        parameters = Details.of(Redaction.of(served.model.input(), tree));
        Optional<String> violations = Constraints.check(served.model.input(), tree);
        if (violations.isPresent()) {
            return refused(Result.FAILED, new Failure.Invalid(violations.get()));
        }
        I input = RecordForm.read(tree, served.operation.input());

        Plan<R> plan;
        Decision decision;
        try {
            plan = served.operation.plan(input, incoming.caller());
            resources = plan.requirement().resources();
            decision = authorizer.decide(incoming.caller(), incoming.circumstances(), plan.requirement());
        } catch (AwsException e) {
            return refused(Result.FAILED, error(e));
        } catch (RuntimeException bug) {
            return refused(Result.FAILED, logged(bug));
        }
        return switch (decision) {
            case Decision.Denied denied -> denied(denied);
            case Decision.Allowed allowed ->
                served.operation.mutates() && !served.operation.heartbeat()
                        ? change(input, plan.resolved(), incoming.allowed(allowed))
                        : read(input, plan.resolved(), incoming.allowed(allowed));
        };
    }

    /** Intent, side effects, outcome. An outcome that cannot be written leaves the intent open: the next start closes it as unknown. */
    private Answer change(I input, R resolved, Call call) throws LedgerException {
        Receipt intent = trail.intent(entry());
        Answer answer = handle(input, resolved, call);
        switch (answer) {
            case Answer.Reply(var tree) ->
                trail.succeeded(intent, Details.of(Redaction.of(served.model.output(), tree)));
            case Answer.Refusal(var error) -> trail.failed(intent, error);
        }
        return answer;
    }

    private Answer read(I input, R resolved, Call call) throws LedgerException {
        Answer answer = handle(input, resolved, call);
        switch (answer) {
            case Answer.Refusal(var error) -> trail.refused(entry(), Result.FAILED, error);
            case Answer.Reply _ when served.operation.heartbeat() -> {}
            case Answer.Reply _ -> trail.read(entry());
        }
        return answer;
    }

    private Answer handle(I input, R resolved, Call call) {
        try {
            return new Answer.Reply(served.form.write(served.operation.handle(input, resolved, call)));
        } catch (AwsException e) {
            return new Answer.Refusal(error(e));
        } catch (RuntimeException bug) {
            return new Answer.Refusal(logged(bug));
        }
    }

    /** The ledger is told which statement denied it, if one did; the caller, as with AWS, is not. */
    private Answer denied(Decision.Denied denied) throws LedgerException {
        WireError told = served.protocol.describe(new Failure.AccessDenied(denied.message(incoming.caller())));
        String statement = denied.statement();
        WireError noted = statement.isEmpty()
                ? told
                : new WireError(told.status(), told.code(), told.message() + " [" + statement + "]", told.members());
        refused(Result.DENIED, noted);
        return new Answer.Refusal(told);
    }

    private Answer refused(Result result, Failure failure) throws LedgerException {
        return refused(result, served.protocol.describe(failure));
    }

    private Answer refused(Result result, WireError error) throws LedgerException {
        if (incoming.caller().principal() instanceof Principal.Anonymous) {
            trail.unauthenticated(incoming.request(), error.code());
        } else {
            trail.refused(entry(), result, error);
        }
        return new Answer.Refusal(error);
    }

    private AuditTrail.Entry entry() {
        return new AuditTrail.Entry(
                incoming.caller(),
                served.service.name(),
                served.operation.name(),
                incoming.requestId(),
                incoming.request(),
                resources,
                parameters);
    }

    private Answer internal() {
        return new Answer.Refusal(served.protocol.describe(new Failure.Internal()));
    }

    /** This is the top of the request's thread for whatever an operation did not expect. */
    private WireError logged(RuntimeException bug) {
        LOG.log(Level.ERROR, "operation failed " + identification(), bug);
        return served.protocol.describe(new Failure.Internal());
    }

    private String identification() {
        return "operation=" + served + " requestId=" + incoming.requestId();
    }

    private static WireError error(AwsException e) {
        return new WireError(e.status(), e.code(), e.text(), e.members());
    }
}
