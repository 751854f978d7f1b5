// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How agent and client reach the server: trusted sockets, HTTP calls, WebSockets, streams that outlive their connection.
 *
 * <p>Main path: a {@link sallyport.transport.Connector} opens a TLS socket its {@link sallyport.transport.Trust}
 * accepts; {@link sallyport.transport.HttpCaller} and {@link sallyport.transport.WebSocketConnection} speak on it;
 * {@link sallyport.transport.ReliableChannel} drives the windows of {@code sallyport.wire.stream} over one WebSocket
 * after another, so that what is above it sees every frame once and in order.
 *
 * <p>Plain blocking sockets on platform threads, nothing at class initialisation: the client shows a prompt within a
 * third of a second, virtual machine included. It knows no API, no signature and no session.
 */
@NullMarked
package sallyport.transport;

import org.jspecify.annotations.NullMarked;
