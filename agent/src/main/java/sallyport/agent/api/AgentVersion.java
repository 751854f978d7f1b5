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

    /** The name AWS's clients and consoles filter by. */
    public static final String NAME = "amazon-ssm-agent";

    private AgentVersion() {}
}
