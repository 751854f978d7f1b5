// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.net.InetSocketAddress;

/**
 * One complete request as it stood on the wire.
 *
 * @param path the raw path, percent-encoding untouched (signatures are computed over it)
 * @param query the raw query without its question mark, empty if there was none
 * @param body the body, not copied: whoever receives the request may read it and must not change it
 * @param remote the peer's address
 */
@SuppressWarnings("ArrayRecordComponent") // a request is never compared, and copying every body would double its memory
public record HttpRequest(
        String method, String path, String query, Headers headers, byte[] body, InetSocketAddress remote) {
    @Override
    public String toString() {
        return "HttpRequest[" + method + " " + path + ", body " + body.length + " bytes, from " + remote + "]";
    }
}
