// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.api;

import java.io.IOException;
import java.util.Map;
import sallyport.transport.HttpCaller;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.message.Messages;

/** The server refused a call. */
public final class ApiException extends IOException {
    private static final int MAX_TEXT_CHARS = 300;

    private final int status;
    private final String code;

    private ApiException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** Reads code and text out of an AWS error, JSON or XML; anything else keeps its status alone. */
    static ApiException of(String operation, HttpCaller.Reply reply) {
        var text = reply.text();
        String code;
        String message;
        if (text.startsWith("{")) {
            code = member(reply.body(), "__type");
            code = code.substring(code.indexOf('#') + 1);
            message = member(reply.body(), "message");
            message = message.isEmpty() ? member(reply.body(), "Message") : message;
        } else {
            code = Xml.text(text, "Code").orElse("");
            message = Xml.text(text, "Message").orElse("");
        }
        var what = code.isEmpty() ? "HTTP status " + reply.status() : code;
        var why = message.isEmpty() ? "" : ": " + message.substring(0, Math.min(message.length(), MAX_TEXT_CHARS));
        return new ApiException(reply.status(), code, "the server refused " + operation + " with " + what + why);
    }

    private static String member(byte[] json, String name) {
        try {
            return Messages.read(json, Map.class).get(name) instanceof String text ? text : "";
        } catch (MalformedFrameException e) {
            return ""; // the status says enough
        }
    }

    public int status() {
        return status;
    }

    /** AWS's name of the error, {@code AccessDeniedException} for instance; empty when the answer had none. */
    public String code() {
        return code;
    }
}
