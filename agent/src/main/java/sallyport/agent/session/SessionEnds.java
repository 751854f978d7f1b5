// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

/** Where the end of each session is reported. Implemented by the control channel's side of the agent. */
public interface SessionEnds {
    /** How a session ended, in the words of {@code agent_task_complete}. */
    enum Outcome {
        /** The program ran and ended, whatever its exit code. */
        SUCCESS("Success"),
        /** It could not run. */
        FAILED("Failed"),
        /** It was ended from outside. */
        CANCELLED("Cancelled");

        private final String wireName;

        Outcome(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /**
     * A session has ended; told once for each that was started.
     *
     * @param text a sentence for the user, or empty
     */
    void ended(String sessionId, Outcome outcome, String text);
}
