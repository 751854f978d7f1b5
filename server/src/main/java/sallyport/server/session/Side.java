// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

/** The two ends of a session's stream. */
public enum Side {
    CLIENT,
    AGENT
}
