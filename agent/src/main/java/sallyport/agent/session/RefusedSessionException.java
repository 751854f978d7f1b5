// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

/** A session cannot run here; the message is the sentence its user reads. */
final class RefusedSessionException extends Exception {
    RefusedSessionException(String sentence) {
        super(sentence);
    }
}
