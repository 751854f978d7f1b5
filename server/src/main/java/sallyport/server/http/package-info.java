// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The listener: TLS, HTTP/1.1, WebSockets. The only package that knows Netty.
 *
 * <p>Path of a request: {@code HttpListener} accepts → {@code RequestReader} assembles one {@link
 * sallyport.server.http.HttpRequest} within size and time limits → {@link
 * sallyport.server.http.HttpHandler} answers on a virtual thread and may block. An upgrade goes to the {@link
 * sallyport.server.http.UpgradeHandler} in the same way; once accepted, the socket moves to the event loop of its
 * affinity and every further byte reaches a {@link sallyport.server.http.WebSocketHandler} on that loop, which never
 * blocks. It knows neither AWS nor sessions.
 */
@NullMarked
package sallyport.server.http;

import org.jspecify.annotations.NullMarked;
