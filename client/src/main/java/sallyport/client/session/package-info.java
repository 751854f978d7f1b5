// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * One session from the user's side, whoever started it: the plugin, {@code connect} or the demo.
 *
 * <p>{@link sallyport.client.session.ClientSession} opens the data channel with a {@code SessionTicket}, answers the agent's
 * handshake ({@link sallyport.client.session.ClientHandshake}), writes what arrives to the {@link sallyport.client.session.UserEnd},
 * and sends what {@link sallyport.client.session.Keyboard} reads. It resumes by itself, and says in a
 * {@link sallyport.client.session.SessionOutcome} how the session ended. What is printed about that is the caller's business.
 */
@NullMarked
package sallyport.client.session;

import org.jspecify.annotations.NullMarked;
