// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Data channels: joins the client and the agent of a session and passes their frames on, verbatim and in order.
 *
 * <p>Main path: {@link sallyport.server.gateway.DataChannels#accept} lets a WebSocket in; its first frame brings a token, which
 * {@link sallyport.server.session.Sessions} redeems and which says whose end this is; from then on every frame goes through the session's {@code Relay}: look at the
 * header, decide, hand the same bytes to the other end's {@code Leg}. A side that is away or slow is waited for within bounds; what was lost with a connection is
 * for the ends to send again.
 *
 * <p>The whole relay of a session runs on one event loop and takes no locks. It never blocks: what needs the store goes through {@code OffLoop}. It knows no API.
 */
@NullMarked
package sallyport.server.gateway;

import org.jspecify.annotations.NullMarked;
