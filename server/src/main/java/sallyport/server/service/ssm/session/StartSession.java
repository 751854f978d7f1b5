// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.documents.DocumentTemplate;
import sallyport.server.documents.Filled;
import sallyport.server.documents.SessionDocuments;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.node.ControlChannels;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;
import sallyport.server.session.OpenedSession;
import sallyport.server.session.SessionId;
import sallyport.server.session.SessionLimits;
import sallyport.server.session.SessionRequest;
import sallyport.server.session.Sessions;
import sallyport.server.session.grant.Grant;
import sallyport.wire.message.SessionDocument;
import sallyport.wire.message.SessionTask;

/**
 * Starts a session on a node: finds the document, fills in the caller's parameters, makes the session and tells the node.
 *
 * <p>Nothing exists before the node is known to be connected; what is wrong is told in AWS's order: document, parameters,
 * target.
 */
public final class StartSession implements Operation<StartSession.Request, StartSession.Found, StartSession.Response> {
    private static final String ACTION = "ssm:StartSession";
    private static final String DOCUMENT_CHECK = "ssm:SessionDocumentAccessCheck";

    /** The tag of a user or role that names the account on the node for sessions with Run As. */
    private static final String RUN_AS_TAG = "SSMSessionRunAs";

    /** What to start and where. */
    public record Request(
            String target,
            Optional<String> documentName,
            Optional<String> reason,
            Map<String, List<String>> parameters) {}

    /** The target and document, as far as they exist; and what is to be asked again while the session goes on. */
    public record Found(Optional<Node> node, Optional<DocumentTemplate> document, Requirement requirement) {}

    /** What the client connects with; the token works once. */
    public record Response(String sessionId, String tokenValue, String streamUrl) {}

    private final Home home;
    private final Nodes nodes;
    private final ControlChannels channels;
    private final Sessions sessions;
    private final SessionDocuments documents;
    private final SessionOperations.Settings settings;

    StartSession(
            Home home,
            Nodes nodes,
            ControlChannels channels,
            Sessions sessions,
            SessionDocuments documents,
            SessionOperations.Settings settings) {
        this.home = home;
        this.nodes = nodes;
        this.channels = channels;
        this.sessions = sessions;
        this.documents = documents;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "StartSession";
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
    public Plan<Found> plan(Request request, Caller caller) {
        Optional<Node> node = NodeId.parse(request.target()).flatMap(nodes::find);
        Optional<DocumentTemplate> document = request.documentName().isPresent()
                ? documents.find(request.documentName().get())
                : Optional.of(documents.shell());
        Map<String, String> tags = node.map(Node::tags).orElse(Map.of());
        Requirement onNodeAndDocument = Requirement.all(
                onNode(request.target(), tags, true),
                onDocument(request.documentName().orElse(SessionDocuments.PREFERENCES)));
        Requirement requirement = request.documentName().isPresent()
                ? onNodeAndDocument
                : Requirement.any(onNode(request.target(), tags, false), onNodeAndDocument);
        return new Plan<>(requirement, new Found(node, document, requirement));
    }

    /** {@code documentChecked}: whether the caller must be allowed to use the document as well. */
    private Requirement onNode(String target, Map<String, String> tags, boolean documentChecked) {
        return Requirement.of(ACTION, Targets.arn(target, home))
                .tagged(tags)
                .with(DOCUMENT_CHECK, Boolean.toString(documentChecked));
    }

    private Requirement onDocument(String nameOrArn) {
        List<Arn> names = documents.arns(nameOrArn);
        return Requirement.of(ACTION, names.getFirst())
                .alsoSpelled(names.subList(1, names.size()))
                .with(DOCUMENT_CHECK, "true");
    }

    @Override
    public Response handle(Request request, Found found, Call call) {
        DocumentTemplate template = found.document()
                .orElseThrow(() ->
                        SessionErrors.noSuchDocument(request.documentName().orElse(SessionDocuments.PREFERENCES)));
        SessionDocument document = switch (template.fill(request.parameters())) {
            case Filled.Ready(SessionDocument filled) -> filled;
            case Filled.Refused(String message) -> throw SessionErrors.invalidParameters(message);
        };
        Node node = found.node()
                .filter(known -> channels.connected(known.id()))
                .orElseThrow(() -> SessionErrors.targetNotConnected(request.target()));
        if (settings.refuseNew().getAsBoolean()) {
            throw SessionErrors.auditLogFull();
        }
        SessionTask task = new SessionTask(
                template.name(),
                sessions.newId(call.caller()).text(),
                Map.of(),
                runAsUser(call.caller()),
                call.caller().arn().toString(),
                document);
        Grant grant = new Grant(
                call.caller(),
                call.circumstances(),
                found.requirement(),
                call.decision().reason());
        OpenedSession opened = sessions.open(new SessionRequest(
                        grant,
                        node.id(),
                        task,
                        request.reason().orElse(""),
                        request.parameters(),
                        limits(document.inputs())))
                .orElseThrow(() -> SessionErrors.targetNotConnected(request.target()));
        SessionId id = opened.session().id();
        return new Response(
                id.text(), opened.clientToken().value(), settings.streamUrls().of(id));
    }

    /** The document's limits, which are minutes as text, or the server's where it sets none. */
    private SessionLimits limits(SessionDocument.Inputs inputs) {
        return new SessionLimits(
                minutes(inputs.idleSessionTimeout()).orElse(settings.limits().idle()),
                minutes(inputs.maxSessionDuration()).or(() -> settings.limits().max()));
    }

    private static Optional<Duration> minutes(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMinutes(Long.parseLong(text)));
    }

    private static String runAsUser(Caller caller) {
        return caller.principal().tags().getOrDefault(RUN_AS_TAG, "");
    }
}
