// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.session.OpenedSession;
import sallyport.server.session.Session;
import sallyport.server.session.SessionId;
import sallyport.server.session.Sessions;

/** Gives a client whose connection was cut a new token for a session that goes on. */
public final class ResumeSession
        implements Operation<ResumeSession.Request, Optional<Session>, ResumeSession.Response> {
    /** The session to go on with. */
    public record Request(String sessionId) {}

    /** What the client connects with; the token works once. */
    public record Response(String sessionId, String tokenValue, String streamUrl) {}

    private final Home home;
    private final Sessions sessions;
    private final StreamUrls streamUrls;

    ResumeSession(Home home, Sessions sessions, StreamUrls streamUrls) {
        this.home = home;
        this.sessions = sessions;
        this.streamUrls = streamUrls;
    }

    @Override
    public String name() {
        return "ResumeSession";
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
        return new Plan<>(SessionChecks.of("ssm:ResumeSession", request.sessionId(), session, home), session);
    }

    @Override
    public Response handle(Request request, Optional<Session> session, Call call) {
        OpenedSession opened = session.flatMap(known -> sessions.resume(known.id()))
                .orElseThrow(() -> SessionErrors.noSuchSession(request.sessionId()));
        SessionId id = opened.session().id();
        return new Response(id.text(), opened.clientToken().value(), streamUrls.of(id));
    }
}
