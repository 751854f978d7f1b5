// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The agent's standing connection to its server.
 *
 * <p>Main path: {@link sallyport.agent.control.ControlChannel} connects, again and again for ever, and hands session tasks to
 * {@code agent.session}; {@link sallyport.agent.control.TaskCompletions} reports how they ended until the server says it
 * heard; {@link sallyport.agent.control.Heartbeat} tells every few minutes what this node is.
 */
@NullMarked
package sallyport.agent.control;

import org.jspecify.annotations.NullMarked;
