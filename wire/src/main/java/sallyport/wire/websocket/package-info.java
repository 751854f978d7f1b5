// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * WebSocket framing (RFC 6455) between bytes and messages, without extensions and without sockets.
 *
 * <p>Main path: whoever owns the socket feeds every chunk it reads to a {@link sallyport.wire.websocket.WebSocketDecoder}, which
 * calls a sink once per message or control frame; what goes out is framed by
 * {@link sallyport.wire.websocket.WebSocketEncoder}. The same classes serve event loops (server) and blocking threads (agent,
 * client). Answering pings and closing the socket are the owner's business.
 */
@NullMarked
package sallyport.wire.websocket;

import org.jspecify.annotations.NullMarked;
