// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

/** Decides about requests that ask for a WebSocket. */
@FunctionalInterface
public interface UpgradeHandler {
    /** Called on a virtual thread of its own; may block. What it throws is logged and answered with status 500. */
    Upgrade decide(HttpRequest request);
}
