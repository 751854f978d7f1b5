// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.api;

/** What this agent calls itself on the wire. */
public final class AgentVersion {
    /**
     * COMPAT: the official client splits a version at its dots and takes an agent for an ancient one unless it gets four
     * integers; above 3.1.1511.0 it relies on every feature there is.
     */
    public static final String TEXT = "3.3.9999.0";

    /**
     * COMPAT: the {@code AgentName} of UpdateInstanceInformation. DescribeInstanceInformation never shows it, so no user tells
     * agents apart by it (ours has the version {@value #TEXT}). It stays AWS's name because that is the only value AWS documents
     * for the calls that do show it ({@code AgentType} of GetInventory's AWS:InstanceInformation), and fleet reports filter by it.
     */
    public static final String NAME = "amazon-ssm-agent";

    private AgentVersion() {}
}
