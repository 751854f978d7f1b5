// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sallyport.wire.sigv4.Credentials;
import sallyport.wire.sigv4.SigV4Signer;
import sallyport.wire.sigv4.SigningRequest;

/** Sends requests of which no library would send some, each on a connection of its own. */
final class BadCaller {
    static final String REGION = "us-east-1";

    private static final Pattern TYPE = Pattern.compile("\"__type\":\"(?:[^\"#]*#)?([^\"]*)\"");
    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>|<(\\w+Exception)\\b");
    private static final Pattern SENTENCE =
            Pattern.compile("\"[Mm]essage\":\"((?:[^\"\\\\]|\\\\.)*)\"|<[Mm]essage>([^<]*)</");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");
    private static final int SHOWN = 100;

    private final ObservedServer server;

    BadCaller(ObservedServer server) {
        this.server = server;
    }

    /** A request that is changed before it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(String protocol, String service, String path, Map<String, String> headers, byte[] body) {
        Request with(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(name, value);
            return new Request(protocol, service, path, changed, body);
        }

        Request with(byte[] other) {
            return new Request(protocol, service, path, headers, other);
        }

        Request at(String other) {
            return new Request(protocol, service, other, headers, body);
        }
    }

    record Answer(int status, String text) {
        /** Status, code and the beginning of the sentence. */
        @Override
        public String toString() {
            if (status < 400) {
                return Integer.toString(status);
            }
            String sentence = found(SENTENCE, text);
            String shown = sentence.length() <= SHOWN ? sentence : sentence.substring(0, SHOWN) + "…";
            String code = found(TYPE, text) + found(CODE, text);
            return (status + " " + (code.isEmpty() ? text.strip() : code + (shown.isEmpty() ? "" : ": " + shown)));
        }

        String member(String name) {
            return found(Pattern.compile("\"" + name + "\":\"([^\"]*)\""), text);
        }
    }

    Request json(String target, String body) {
        return json(target, body, "ssm");
    }

    Request json(String target, String body, String service) {
        Map<String, String> headers = Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target);
        return new Request("awsJson", service, "/", headers, body.getBytes(StandardCharsets.UTF_8));
    }

    Request query(String form) {
        return form("awsQuery", "sts", form);
    }

    Request ec2(String form) {
        return form("EC2", "ec2", form);
    }

    private static Request form(String protocol, String service, String form) {
        Map<String, String> headers = Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        return new Request(protocol, service, "/", headers, form.getBytes(StandardCharsets.UTF_8));
    }

    Request gateway(String path) {
        String body = "{\"MessageSchemaVersion\":\"1.0\",\"RequestId\":\"" + UUID.randomUUID() + "\"}";
        return new Request(
                "gateway",
                "ssmmessages",
                path,
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** Signed by the administrator, now. */
    Request signed(Request request) {
        return signed(request, server.administrator(), REGION, request.service(), Instant.now());
    }

    Request signed(Request request, Credentials by, String region, String service, Instant at) {
        SigningRequest toSign = SigningRequest.of("POST", uri(request), request.headers(), request.body());
        Request signed = request;
        for (var header : SigV4Signer.sign(toSign, by, region, service, at).entrySet()) {
            signed = signed.with(header.getKey(), header.getValue());
        }
        return signed;
    }

    URI uri(Request request) {
        return URI.create("https://localhost:" + server.port() + request.path());
    }

    Answer send(Request request) throws IOException {
        try (Socket socket = server.connect()) {
            write(socket, "POST " + request.path(), request.headers(), request.body().length);
            try {
                socket.getOutputStream().write(request.body());
            } catch (IOException e) {
                // the server has had enough; its answer is still to be read
            }
            return read(socket.getInputStream());
        }
    }

    private void write(Socket socket, String what, Map<String, String> headers, int length) throws IOException {
        StringBuilder head = new StringBuilder(what + " HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(length).append("\r\nConnection: close\r\n\r\n");
        socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes and shows the reply, or that the connection ended. */
    String raw(boolean secure, String bytes) throws IOException {
        try (Socket socket = secure ? server.connect() : new Socket("localhost", server.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            String head = head(socket.getInputStream());
            if (head.startsWith("HTTP/1.1 ")) {
                return answer(head, socket.getInputStream()).toString();
            }
            return head.isEmpty() ? "closed without a reply" : "closed after a TLS alert";
        }
    }

    /** A WebSocket to a data channel, sent whole messages and worse; shows how the server ends it. */
    String channel(String sessionId, byte[]... messages) throws IOException {
        try (Socket socket = server.connect()) {
            upgrade(socket, "/v1/data-channel/" + sessionId + "?role=publish_subscribe", Map.of());
            for (byte[] message : messages) {
                socket.getOutputStream().write(message);
            }
            return ending(socket.getInputStream());
        }
    }

    void upgrade(Socket socket, String path, Map<String, String> headers) throws IOException {
        StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost:" + server.port()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
        String reply = head(socket.getInputStream());
        if (!reply.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("no WebSocket: " + reply);
        }
    }

    /** A masked frame, with mask zero; {@code claim} is the length in its header. */
    static byte[] frame(int opcode, byte[] payload, long claim) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) (0x80 | opcode));
        if (claim < 126) {
            frame.put((byte) (0x80 | (int) claim));
        } else if (claim <= 0xffff) {
            frame.put((byte) (0x80 | 126)).putShort((short) claim);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(claim);
        }
        frame.putInt(0).put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    static byte[] text(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return frame(1, payload, payload.length);
    }

    static byte[] binary(byte[] payload) {
        return frame(2, payload, payload.length);
    }

    /** Reads frames until the server closes; pings and messages are passed over. */
    static String ending(InputStream in) throws IOException {
        while (true) {
            int opcode = in.read();
            if (opcode < 0) {
                return "closed without a close frame";
            }
            int length = in.read();
            if (length == 126) {
                length = in.read() << 8 | in.read();
            }
            byte[] payload = in.readNBytes(length);
            if ((opcode & 15) == 8) {
                return "close " + (ByteBuffer.wrap(payload).getShort() & 0xffff) + ": "
                        + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
            }
        }
    }

    /** What comes before the first empty line, or before the end of the connection, in order or not. */
    private static String head(InputStream in) {
        var head = new StringBuilder();
        try {
            int next = in.read();
            while (next >= 0) {
                head.append((char) next);
                next = head.toString().endsWith("\r\n\r\n") ? -1 : in.read();
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server neither answered nor hung up", e);
        } catch (IOException e) {
            // a reset ends it like the peer's close does
        }
        return head.toString();
    }

    private static Answer read(InputStream in) throws IOException {
        String head = head(in);
        return head.isEmpty() ? new Answer(999, "no reply") : answer(head, in);
    }

    private static Answer answer(String head, InputStream in) throws IOException {
        int length = Integer.parseInt(found(LENGTH, head));
        return new Answer(
                Integer.parseInt(head.substring(9, 12)), new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return "";
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return "";
    }
}
