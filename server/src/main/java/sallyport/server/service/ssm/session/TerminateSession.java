// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.session.EndReason;
import sallyport.server.session.Session;
import sallyport.server.session.SessionId;
import sallyport.server.session.Sessions;

/** Ends a session for good. Succeeds for one that has ended or never was, as AWS does. */
public final class TerminateSession
        implements Operation<TerminateSession.Request, Optional<Session>, TerminateSession.Response> {
    /** The session to end. */
    public record Request(String sessionId) {}

    /** The same id. */
    public record Response(String sessionId) {}

    private final Home home;
    private final Sessions sessions;

    TerminateSession(Home home, Sessions sessions) {
        this.home = home;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "TerminateSession";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return true;
    }

    @Override
    public Plan<Optional<Session>> plan(Request request, Caller caller) {
        Optional<Session> session = SessionId.parse(request.sessionId()).flatMap(sessions::find);
        return new Plan<>(SessionChecks.of("ssm:TerminateSession", request.sessionId(), session, home), session);
    }

    @Override
    public Response handle(Request request, Optional<Session> session, Call call) {
        EndReason reason = new EndReason.ApiTerminated(call.caller().arn().toString());
        session.ifPresent(known -> sessions.terminate(known.id(), reason));
        return new Response(request.sessionId());
    }
}
