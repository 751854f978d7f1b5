// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import sallyport.agent.api.AgentVersion;
import sallyport.agent.api.NodeInformation;
import sallyport.agent.register.NodeIdentity;

/** What this machine is, as far as a fleet's list shows it. Read anew each time, since names and addresses change. */
final class Machine {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path OS_RELEASE = Path.of("/etc/os-release");
    private static final int ANY_PORT = 9;

    private Machine() {}

    static NodeInformation describe(NodeIdentity identity) {
        var system = lines(OS_RELEASE);
        return new NodeInformation(
                AgentVersion.NAME,
                "Active",
                AgentVersion.TEXT,
                lines(HOST_NAME).stream().findFirst().orElse(""),
                addressTowards(identity.server()),
                identity.nodeId(),
                value(system, "NAME"),
                "Linux",
                value(system, "VERSION_ID"),
                "ssmmessages");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    /** The address this machine would use to reach the server; connecting a datagram socket sends nothing. */
    private static String addressTowards(URI server) {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(server.getHost(), ANY_PORT));
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException | RuntimeException e) { // an unresolved name is an unchecked exception here
            return "";
        }
    }
}
