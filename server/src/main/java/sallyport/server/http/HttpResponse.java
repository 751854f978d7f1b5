// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.nio.charset.StandardCharsets;

/**
 * The answer to one request. The listener adds {@code Content-Length}, {@code Date} and {@code Connection}.
 *
 * @param body the body, not copied: the listener owns it from here on
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a response is never compared, and copying every body would double its memory
public record HttpResponse(int status, Headers headers, byte[] body) {
    public HttpResponse {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not a final status: " + status);
        }
    }

    /** A short answer in plain text. */
    public static HttpResponse text(int status, String text) {
        return new HttpResponse(
                status,
                Headers.of("Content-Type", "text/plain; charset=utf-8"),
                (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "HttpResponse[" + status + ", body " + body.length + " bytes]";
    }
}
