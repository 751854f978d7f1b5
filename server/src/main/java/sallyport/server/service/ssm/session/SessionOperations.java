// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import java.util.List;
import java.util.function.BooleanSupplier;
import sallyport.server.aws.Operation;
import sallyport.server.aws.PageTokens;
import sallyport.server.documents.SessionDocuments;
import sallyport.server.identity.Home;
import sallyport.server.node.ControlChannels;
import sallyport.server.node.Nodes;
import sallyport.server.session.SessionLimits;
import sallyport.server.session.Sessions;

/** The operations by which people start, watch and end sessions. */
public final class SessionOperations {
    /**
     * What the operator decides about sessions.
     *
     * @param limits of sessions whose document sets none
     * @param refuseNew whether no session may start now, because the audit log runs out of space
     */
    public record Settings(StreamUrls streamUrls, SessionLimits limits, BooleanSupplier refuseNew) {}

    private SessionOperations() {}

    public static List<Operation<?, ?, ?>> all(
            Home home,
            Nodes nodes,
            ControlChannels channels,
            Sessions sessions,
            SessionDocuments documents,
            PageTokens pages,
            Settings settings) {
        return List.of(
                new StartSession(home, nodes, channels, sessions, documents, settings),
                new ResumeSession(home, sessions, settings.streamUrls()),
                new TerminateSession(home, sessions),
                new DescribeSessions(home, sessions, pages),
                new GetConnectionStatus(home, nodes, channels));
    }
}
