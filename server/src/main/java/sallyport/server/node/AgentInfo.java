// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

/**
 * What an agent says of itself and of its machine in UpdateInstanceInformation. A field it has not told is empty.
 *
 * @param platformType {@code Linux}, {@code MacOS} or {@code Windows}
 * @param channel which channel the agent gets its work from: {@code ssmmessages}, {@code ec2messages} or empty
 */
public record AgentInfo(
        String agentName,
        String agentVersion,
        String agentStatus,
        String platformType,
        String platformName,
        String platformVersion,
        String ipAddress,
        String computerName,
        String channel) {

    /** Of an agent that has registered but not reported yet. */
    public static final AgentInfo NONE = new AgentInfo("", "", "", "", "", "", "", "", "");

    /** This report laid over {@code earlier}: the official agent's first report of a run leaves most fields out. */
    public AgentInfo over(AgentInfo earlier) {
        return new AgentInfo(
                newer(agentName, earlier.agentName),
                newer(agentVersion, earlier.agentVersion),
                newer(agentStatus, earlier.agentStatus),
                newer(platformType, earlier.platformType),
                newer(platformName, earlier.platformName),
                newer(platformVersion, earlier.platformVersion),
                newer(ipAddress, earlier.ipAddress),
                newer(computerName, earlier.computerName),
                newer(channel, earlier.channel));
    }

    private static String newer(String now, String before) {
        return now.isEmpty() ? before : now;
    }
}
