// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The calls by which agents get tokens for their channels; AWS's message gateway, which has no public model.
 *
 * <p>Main path: the agent posts, gets a token, opens a WebSocket at the same path and sends the token in its first frame. The
 * WebSockets themselves are {@code node}'s and {@code gateway}'s.
 */
@NullMarked
package sallyport.server.service.ssmmessages;

import org.jspecify.annotations.NullMarked;
