// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions on this node: from the task the server sends to the exit code it gets back.
 *
 * <p>Main path: {@link sallyport.agent.session.Sessions#start} makes a plan of a task (what to run, as whom), opens a data
 * channel, shakes hands with the client, runs a program of {@code agent.pty} and carries its bytes until it ends; then
 * {@link sallyport.agent.session.SessionEnds} hears how it ended. A plan that cannot be kept ends the session with a sentence.
 *
 * <p>It knows nothing of the control channel. A lost connection never touches a running program.
 */
@NullMarked
package sallyport.agent.session;

import org.jspecify.annotations.NullMarked;
