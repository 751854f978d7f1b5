// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The user's programs, in one jar with a small class path because they start often.
 *
 * <p>{@link sallyport.client.Main} reads the first argument: {@code session-manager-plugin} goes to
 * {@code client.plugin}, everything else is a command for people in {@code client.cli}. Both run a session with
 * {@code client.session}, which reaches the gateway through {@code transport} and the API through {@code client.aws}.
 */
@NullMarked
package sallyport.client;

import org.jspecify.annotations.NullMarked;
