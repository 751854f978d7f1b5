// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The server's own certificate authority and the certificate of its listener.
 *
 * <p>Main path: {@link sallyport.server.tls.ServerCertificate#openOrCreate} reads the files of the data directory or makes them on the first start, and
 * renews the listener's certificate when a name was added or its end is near. Nothing here opens a socket.
 */
@NullMarked
package sallyport.server.tls;

import org.jspecify.annotations.NullMarked;
