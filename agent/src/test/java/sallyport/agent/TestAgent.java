// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import sallyport.agent.api.NodeApi;
import sallyport.agent.control.ControlChannel;
import sallyport.agent.control.ControlHealth;
import sallyport.agent.control.TaskCompletions;
import sallyport.agent.register.NodeKey;
import sallyport.agent.session.Sessions;
import sallyport.agent.session.ShellUser;
import sallyport.transport.Connector;
import sallyport.transport.ProxySettings;

/** An agent in this process, its shells run as whoever runs the test. */
public final class TestAgent implements AutoCloseable {
    /** What it would have told {@code agent status}. */
    public final BlockingQueue<String> health = new LinkedBlockingQueue<>();

    private final TaskCompletions completions;
    private final Sessions sessions;
    private final ControlChannel control;

    public TestAgent(TestGateway gateway) {
        var clock = InstantSource.system();
        var identity = gateway.identity();
        var api = new NodeApi(
                new Connector(identity.trust(), ProxySettings.none()), identity, NodeKey.fixed(identity.key()), clock);
        completions = new TaskCompletions(identity.nodeId(), clock, System::nanoTime);
        sessions = new Sessions(
                api,
                new ShellUser(ShellUser.SELF, false),
                completions,
                count -> health.add(count + " sessions"),
                clock,
                System::nanoTime);
        var report = new ControlHealth() {
            @Override
            public void connected(Instant since) {
                health.add("connected");
            }

            @Override
            public void disconnected(String trouble) {
                health.add(trouble);
            }
        };
        control = new ControlChannel(api, sessions, completions, report, clock, System::nanoTime);
    }

    /** As the agent does when it is told to stop. */
    public void stopSessions() {
        sessions.close();
    }

    @Override
    public void close() {
        sessions.close();
        control.close();
        completions.close();
    }
}
