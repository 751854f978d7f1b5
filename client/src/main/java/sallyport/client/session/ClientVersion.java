// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

/** The version this client states on the wire, and {@code session-manager-plugin --version} to the aws CLI. */
public final class ClientVersion {
    /**
     * Not the version of the product: the ends of a session decide by it what the other can do.
     *
     * <p>COMPAT: four integers, or official agents take the client for an old one; above 1.2.497.0, or the aws CLI passes tokens
     * as arguments.
     */
    public static final String TEXT = "1.2.9999.0";

    private ClientVersion() {}
}
