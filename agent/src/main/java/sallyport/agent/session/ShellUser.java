// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

/**
 * As whom sessions run whose document does not say.
 *
 * @param name an account, or {@value #SELF}
 * @param sudo whether the account that the agent creates may become root with sudo; takes effect when it is created
 */
public record ShellUser(String name, boolean sudo) {
    /** Whoever the agent runs as. */
    public static final String SELF = "self";

    /** The account AWS's agent creates, and ours. */
    public static final String SSM_USER = "ssm-user";

    public ShellUser {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the shell user needs a name, or \"" + SELF + "\"");
        }
    }

    boolean isSelf() {
        return name.equals(SELF);
    }
}
