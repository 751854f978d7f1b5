// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

/** Answers requests that are not upgrades. */
@FunctionalInterface
public interface HttpHandler {
    /** Called on a virtual thread of its own; may block. What it throws is logged and answered with status 500. */
    HttpResponse handle(HttpRequest request);

    /**
     * The refusal of a request whose body is longer than the listener takes. Called on an event loop, so it must not block.
     *
     * @param head the request without its body
     */
    default HttpResponse bodyTooLong(HttpRequest head) {
        return HttpResponse.text(413, "the body is too long");
    }
}
