// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

/** Close codes of RFC 6455 §7.4.1 that Sallyport sends or reports. */
public final class CloseCode {
    /** The purpose of the connection is fulfilled. */
    public static final int NORMAL = 1000;
    /** This end shuts down. */
    public static final int GOING_AWAY = 1001;
    /** The peer broke the framing rules. */
    public static final int PROTOCOL_ERROR = 1002;
    /** The peer sent a message of a kind this end does not take. */
    public static final int UNSUPPORTED_DATA = 1003;
    /** Never sent: the peer's close frame has no code. */
    public static final int NO_STATUS = 1005;
    /** Never sent: the connection broke without a close frame. */
    public static final int ABNORMAL = 1006;
    /** Text that is not UTF-8. */
    public static final int INVALID_TEXT = 1007;
    /** The peer may not do what it did. */
    public static final int POLICY_VIOLATION = 1008;
    /** A message above this end's limit. */
    public static final int TOO_BIG = 1009;
    /** A bug on this end. */
    public static final int INTERNAL_ERROR = 1011;

    private CloseCode() {}

    /** Whether a close frame may carry this code: those of the registry that travel, libraries' (3xxx) and private ones (4xxx). */
    static boolean mayTravel(int code) {
        return (code >= NORMAL && code <= UNSUPPORTED_DATA)
                || (code >= INVALID_TEXT && code <= 1014)
                || (code >= 3000 && code <= 4999);
    }
}
