// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Child processes in sessions of their own, on a pseudo terminal or on pipes, through the C library of Linux.
 *
 * <p>Main path: {@link sallyport.agent.pty.PtyProcess#start} opens a terminal, sets its size and spawns a
 * {@link sallyport.agent.pty.Command} on it; one thread reads, one writes; the
 * {@link sallyport.agent.pty.ChildProcess} waits for the exit code and leaves no process of the session behind.
 *
 * <p>The only package that imports {@code java.lang.foreign}. It knows nothing of channels, frames or documents.
 */
@NullMarked
package sallyport.agent.pty;

import org.jspecify.annotations.NullMarked;
