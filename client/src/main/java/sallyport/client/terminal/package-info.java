// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The terminal this process was started from: its modes, its size, and the signals that concern it.
 *
 * <p>{@link sallyport.client.terminal.Terminal} asks the kernel through one foreign function,
 * {@link sallyport.client.terminal.Ioctl}; {@link sallyport.client.terminal.TerminalModes} knows the layout of the answer;
 * {@link sallyport.client.terminal.Signals} tells of resizes and interrupts; {@link sallyport.client.terminal.EscapeFilter}
 * watches the keys for the way out. Nothing here knows sessions.
 */
@NullMarked
package sallyport.client.terminal;

import org.jspecify.annotations.NullMarked;
