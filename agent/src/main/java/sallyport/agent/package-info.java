// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The program on a node.
 *
 * <p>Main path: {@code Main} loads the registration, {@code control} keeps a control channel to the server, each
 * {@code interactive_shell} message becomes one session of {@code session}, which runs a program of
 * {@link sallyport.agent.pty} behind a data channel.
 */
@NullMarked
package sallyport.agent;

import org.jspecify.annotations.NullMarked;
