// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The operations of SSM by which people start, resume, watch and end sessions.
 *
 * <p>Main path: {@link sallyport.server.service.ssm.session.StartSession} asks {@code documents} what the session is,
 * {@code node} whether the target is there, and {@code session} to open it. What they answer when they cannot stands in
 * {@code SessionErrors}.
 */
@NullMarked
package sallyport.server.service.ssm.session;

import org.jspecify.annotations.NullMarked;
