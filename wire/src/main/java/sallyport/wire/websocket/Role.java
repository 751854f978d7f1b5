// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

/** Which end of the connection this is: a client masks what it sends, a server does not (RFC 6455 §5.1). */
public enum Role {
    CLIENT,
    SERVER
}
