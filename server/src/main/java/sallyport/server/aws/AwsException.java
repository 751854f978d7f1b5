// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.util.HashMap;
import java.util.Map;

/** An answer to an API caller that is not the one hoped for. Thrown by operations; codes and texts live in the service's {@code XxxErrors}. */
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String text;
    private final transient Map<String, String> members;

    private AwsException(int status, String code, String text, Map<String, String> members) {
        super(code + ": " + text, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
        this.members = Map.copyOf(members);
    }

    /** The caller's fault, status 400: what nearly every modelled error is. */
    public static AwsException sender(String code, String text) {
        return new AwsException(400, code, text, Map.of());
    }

    /** The caller's fault with a status of its own. */
    public static AwsException sender(int status, String code, String text) {
        return new AwsException(status, code, text, Map.of());
    }

    /** Our fault, status 500. */
    public static AwsException receiver(String code, String text) {
        return new AwsException(500, code, text, Map.of());
    }

    /** The same answer with one more modelled member beside the message. */
    public AwsException with(String member, String value) {
        var more = new HashMap<>(members);
        more.put(member, value);
        return new AwsException(status, code, text, more);
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** As clients see it: {@code TargetNotConnected}. */
    public String code() {
        return code;
    }

    /** The sentence for the caller; may be empty. */
    public String text() {
        return text;
    }

    /** Modelled members beside code and message, by name. */
    public Map<String, String> members() {
        return members;
    }
}
