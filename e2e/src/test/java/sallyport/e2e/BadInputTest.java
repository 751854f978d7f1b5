// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sallyport.e2e.BadCaller.Answer;
import sallyport.e2e.BadCaller.Request;
import sallyport.wire.message.Messages;
import sallyport.wire.message.OpenControlChannel;
import sallyport.wire.message.OpenDataChannel;
import sallyport.wire.sigv4.Credentials;
import sallyport.wire.sigv4.NodeSignature;
import sallyport.wire.sigv4.SigV4Signer;
import sallyport.wire.sigv4.SigningRequest;

/**
 * Bad input of every kind against a server process: what it answers, what it enters into the ledger and the log. The table in {@code docs/bad-input.md}
 * is what this saw, and is written from it with -Dupdate.golden, the sizes of the heap as well.
 */
@Timeout(120)
class BadInputTest {
    private static final Path PAGE = StockPrograms.repository().resolve("docs/bad-input.md");
    private static final String BEGIN = "<!-- rows, written by BadInputTest -->\n";
    private static final String END = "<!-- end of rows -->\n";
    private static final String HEAP_BEGIN = "<!-- heap, written by BadInputTest -->\n";
    private static final String HEAP_END = "<!-- end of heap -->\n";

    private static final String FINGERPRINT = "7a62c49f-347e-4fc4-9331-6e8e7a96aa73";
    private static final String LIST = "AmazonSSM.DescribeSessions";
    private static final String ACTIVE = "{\"State\":\"Active\"}";

    @TempDir
    Path directory;

    private ObservedServer server;
    private BadCaller caller;
    private BadInputTable table;

    @Test
    void isAnsweredPreciselyRecordedAndKeepsNothing() throws Exception {
        try (ObservedServer started = ObservedServer.start(
                directory, "http.header-timeout=3s", "http.body-timeout=2s", "ledger.reserve=1MiB")) {
            server = started;
            caller = new BadCaller(started);
            table = new BadInputTable(started);
            assertThat(caller.send(caller.signed(caller.json(LIST, ACTIVE))).status())
                    .as("a good call")
                    .isEqualTo(200);
            table.section("Signatures", this::signatures);
            table.section("Content, bodies, operations", this::bodies);
            table.section("Registration", this::registrations);
            table.section("Nodes", this::nodes);
            table.section("Data channels", this::channels);
            table.section("Connections", this::connections);
            assertThat(caller.send(caller.signed(caller.json(LIST, ACTIVE))).status())
                    .as("a good call after all that")
                    .isEqualTo(200);
            started.stop();
            assertThat(table.countedOnLedger()).as("counted as unauthenticated").isEqualTo(table.counted());
            assertThat(table.rows()).doesNotContain("| 500").doesNotContain("Exception in thread");
            assertThat(started.log(0)).as("stack traces in the log").noneMatch(line -> line.startsWith("\tat "));
        }
        compare();
    }

    private void compare() throws IOException {
        String page = Files.readString(PAGE);
        if (System.getProperty("update.golden") != null) {
            Files.writeString(
                    PAGE, replaced(replaced(page, BEGIN, END, table.rows()), HEAP_BEGIN, HEAP_END, table.heap()));
        } else {
            assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
                    .as("the table in %s, to be rewritten with -Dupdate.golden", PAGE)
                    .isEqualTo(table.rows());
        }
    }

    private static String replaced(String page, String begin, String end, String text) {
        return page.substring(0, page.indexOf(begin) + begin.length()) + text + page.substring(page.indexOf(end));
    }

    // ---- signatures

    private void signatures() throws Exception {
        signatures(caller.json(LIST, ACTIVE));
        signatures(caller.query("Action=GetCallerIdentity&Version=2011-06-15"));
        signatures(caller.ec2("Action=DescribeTags&Version=2016-11-15"));
        signatures(caller.gateway("/v1/control-channel/mi-0123456789abcdef0"));
    }

    private void signatures(Request good) throws Exception {
        Credentials admin = server.administrator();
        String service = good.service();
        Instant now = Instant.now();
        refused(good, "unsigned", good);
        refused(
                good,
                "unknown key",
                caller.signed(good, Credentials.longTerm("AKIAAAAAAAAAAAAAAAAA", "x"), BadCaller.REGION, service, now));
        refused(
                good,
                "wrong secret",
                caller.signed(good, Credentials.longTerm(admin.accessKeyId(), "x"), BadCaller.REGION, service, now));
        refused(
                good,
                "body changed after signing",
                caller.signed(good)
                        .with((new String(good.body(), StandardCharsets.UTF_8) + " ")
                                .getBytes(StandardCharsets.UTF_8)));
        refused(
                good,
                "signed 6 minutes ago",
                caller.signed(good, admin, BadCaller.REGION, service, now.minus(Duration.ofMinutes(6))));
        refused(
                good,
                "signed 6 minutes ahead",
                caller.signed(good, admin, BadCaller.REGION, service, now.plus(Duration.ofMinutes(6))));
        refused(good, "region of the scope eu-west-1", caller.signed(good, admin, "eu-west-1", service, now));
        refused(good, "service of the scope iam", caller.signed(good, admin, BadCaller.REGION, "iam", now));
        Request once = caller.signed(good);
        table.row(
                good.protocol() + ": the same signed request twice",
                () -> caller.send(once) + ", then " + caller.send(once));
    }

    private void refused(Request good, String fault, Request bad) throws Exception {
        table.row(good.protocol() + ": " + fault, () -> caller.send(bad).toString());
    }

    // ---- bodies

    private void bodies() throws Exception {
        for (Request good : List.of(
                caller.json(LIST, ACTIVE),
                caller.query("Action=GetCallerIdentity&Version=2011-06-15"),
                caller.ec2("Action=DescribeTags&Version=2016-11-15"),
                caller.gateway("/v1/control-channel/mi-0123456789abcdef0"))) {
            refused(good, "content type text/plain", caller.signed(good.with("content-type", "text/plain")));
        }
        json("not JSON", LIST, "{nonsense");
        json("10 000 levels deep", LIST, "{\"Filters\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        json("a number for a string", "AmazonSSM.StartSession", "{\"Target\":5}");
        json("a decimal for a string", "AmazonSSM.StartSession", "{\"Target\":5.5}");
        json("a boolean for a string", "AmazonSSM.StartSession", "{\"Target\":true}");
        json("an object for a string", "AmazonSSM.StartSession", "{\"Target\":{}}");
        json("a string for a number", LIST, "{\"State\":\"Active\",\"MaxResults\":\"5\"}");
        json("a decimal for an integer", LIST, "{\"State\":\"Active\",\"MaxResults\":5.5}");
        json("an integer of 20 digits", LIST, "{\"State\":\"Active\",\"MaxResults\":99999999999999999999}");
        json("NaN", LIST, "{\"State\":\"Active\",\"MaxResults\":NaN}");
        json("a member null", LIST, "{\"State\":\"Active\",\"NextToken\":null}");
        json("an unknown member", LIST, "{\"State\":\"Active\",\"Coffee\":[1]}");
        json("a member twice", LIST, "{\"State\":\"Active\",\"State\":\"History\"}");
        json("half a surrogate pair", "AmazonSSM.StartSession", "{\"Target\":\"i-\\ud800\"}");
        json("a NUL character", "AmazonSSM.StartSession", "{\"Target\":\"i-\\u0000\"}");
        json("a trailing dot in the target", "AmazonSSM.StartSession", "{\"Target\":\"i-0ddddddddddddddddd.\"}");
        json("a prefix in the target", "AmazonSSM.StartSession", "{\"Target\":\"Nobody.i-0ddddddddddddddddd\"}");
        json("an unknown node", "AmazonSSM.StartSession", "{\"Target\":\"i-0ddddddddddddddddd\"}");
        json("unknown target prefix", "Nobody.DescribeSessions", ACTIVE);
        json("unknown operation", "AmazonSSM.MakeCoffee", "{}");
        refused(
                caller.query(""),
                "unknown operation",
                caller.signed(caller.query("Action=MakeCoffee&Version=2011-06-15")));
        refused(caller.ec2(""), "unknown operation", caller.signed(caller.ec2("Action=MakeCoffee&Version=2016-11-15")));
        refused(caller.gateway(""), "unknown path", caller.signed(caller.gateway("/v1/coffee-channel/x")));
        json("a body of 2 MiB", LIST, "{\"State\":\"" + "A".repeat(2 << 20) + "\"}");
        json("a body of 8 MiB", LIST, "{\"State\":\"" + "A".repeat(8 << 20) + "\"}");
        Request large = caller.query("A=" + "A".repeat(8 << 20));
        refused(large, "a body of 8 MiB", caller.signed(large));
        refused(large, "an unsigned body of 8 MiB", large);
    }

    private void json(String fault, String target, String body) throws Exception {
        Request bad = caller.json(target, body);
        refused(bad, fault, caller.signed(bad));
    }

    // ---- registration

    private void registrations() throws Exception {
        String key = publicKey(keyPair());
        Answer used = activation();
        table.row("activation used up", () -> register(used, key) + ", then " + register(used, key));
        Answer old = activation();
        sql("UPDATE activation SET expires = 1 WHERE id = '" + old.member("ActivationId") + "'");
        table.row("activation expired", () -> register(old, key).toString());
        table.row(
                "activation unknown",
                () -> register(UUID.randomUUID().toString(), "A".repeat(20), key)
                        .toString());
        String id = activation().member("ActivationId");
        table.row(
                "right activation, wrong code",
                () -> register(id, "B".repeat(20), key).toString());
        for (Map.Entry<String, String> bad : List.of(
                Map.entry("key is not base64", "!".repeat(400)),
                Map.entry("key is base64 of noise", Base64.getEncoder().encodeToString(new byte[294])),
                Map.entry("key cut in half", key.substring(0, 196)))) {
            Answer made = activation();
            table.row(bad.getKey(), () -> register(made, bad.getValue()).toString());
        }
    }

    private Answer activation() throws IOException {
        return good("AmazonSSM.CreateActivation", "{\"IamRole\":\"SallyportNode\"}");
    }

    private Answer register(Answer activation, String key) throws IOException {
        return register(activation.member("ActivationId"), activation.member("ActivationCode"), key);
    }

    private Answer register(String id, String code, String key) throws IOException {
        return caller.send(caller.json(
                "AmazonSSM.RegisterManagedInstance",
                "{\"ActivationCode\":\"" + code + "\",\"ActivationId\":\"" + id + "\",\"Fingerprint\":\"" + FINGERPRINT
                        + "\",\"PublicKey\":\"" + key + "\",\"PublicKeyType\":\"Rsa\"}"));
    }

    // ---- nodes

    /** A registered node as its agent knows it. */
    private record Node(String id, KeyPair keys) {}

    private Node node() throws Exception {
        KeyPair keys = keyPair();
        Answer registered = register(activation(), publicKey(keys));
        assertThat(registered.status()).isEqualTo(200);
        return new Node(registered.member("InstanceId"), keys);
    }

    private Request roleToken(Node node) throws Exception {
        Request request =
                caller.json("AmazonSSM.RequestManagedInstanceRoleToken", "{\"Fingerprint\":\"" + FINGERPRINT + "\"}");
        SigningRequest toSign = SigningRequest.of("POST", caller.uri(request), request.headers(), request.body());
        Request signed = request;
        for (var header : NodeSignature.sign(
                        toSign, node.id(), node.keys().getPrivate(), BadCaller.REGION, Instant.now())
                .entrySet()) {
            signed = signed.with(header.getKey(), header.getValue());
        }
        return signed;
    }

    private Credentials credentials(Node node) throws Exception {
        Answer issued = caller.send(roleToken(node));
        assertThat(issued.status()).isEqualTo(200);
        return Credentials.temporary(
                issued.member("AccessKeyId"), issued.member("SecretAccessKey"), issued.member("SessionToken"));
    }

    private void nodes() throws Exception {
        Node node = node();
        Request once = roleToken(node);
        table.row("a signature of the node's key used twice", () -> caller.send(once) + ", then " + caller.send(once));
        Credentials expired = credentials(node);
        sql("UPDATE access_key SET expires = 1 WHERE access_key_id = '" + expired.accessKeyId() + "'");
        table.row(
                "credentials of a node that have expired",
                () -> caller.send(byNode(
                                caller.json(
                                        "AmazonSSM.ListInstanceAssociations", "{\"InstanceId\":\"" + node.id() + "\"}"),
                                expired))
                        .toString());
        Credentials valid = credentials(node);
        table.row(
                "a node's credentials for another node",
                () -> caller.send(byNode(caller.gateway("/v1/control-channel/mi-0123456789abcdef0"), valid))
                        .toString());
        try (Socket first = controlChannel(node, valid)) {
            table.row("two agents with one identity", () -> {
                try (Socket second = controlChannel(node, credentials(node))) {
                    return "first: " + BadCaller.ending(first.getInputStream()) + "; second: connected";
                }
            });
        }
    }

    private Request byNode(Request request, Credentials credentials) {
        return caller.signed(request, credentials, BadCaller.REGION, request.service(), Instant.now());
    }

    /** A control channel as an agent opens it. */
    private Socket controlChannel(Node node, Credentials credentials) throws IOException {
        String path = "/v1/control-channel/" + node.id();
        Answer created = caller.send(byNode(caller.gateway(path), credentials));
        assertThat(created.status()).isEqualTo(201);
        String token = created.text().replaceAll("(?s).*<TokenValue>([^<]*)<.*", "$1");
        Socket socket = server.connect();
        String channel = path + "?role=subscribe&stream=input";
        SigningRequest toSign = SigningRequest.of("GET", caller.uri(caller.gateway(channel)), Map.of(), new byte[0]);
        caller.upgrade(
                socket, channel, SigV4Signer.sign(toSign, credentials, BadCaller.REGION, "ssmmessages", Instant.now()));
        socket.getOutputStream()
                .write(BadCaller.text(Messages.writeString(
                        OpenControlChannel.ofAgent(UUID.randomUUID().toString(), token, "3.3.9999.0", "linux"))));
        for (int attempt = 0; !connected(node); attempt++) {
            assertThat(attempt).as("attempts until the node is connected").isLessThan(200);
        }
        return socket;
    }

    private boolean connected(Node node) throws IOException {
        return good("AmazonSSM.GetConnectionStatus", "{\"Target\":\"" + node.id() + "\"}")
                .member("Status")
                .equals("connected");
    }

    // ---- data channels

    private void channels() throws Exception {
        Node node = node();
        try (Socket _ = controlChannel(node, credentials(node))) {
            channel(node, "wrong token", opened -> new byte[][] {open("A".repeat(300))});
            channel(node, "binary where the open frame is due", opened ->
                    new byte[][] {BadCaller.binary(new byte[200])});
            channel(node, "open frame is not JSON", opened -> new byte[][] {BadCaller.text("{nonsense")});
            channel(node, "WebSocket header claims 10 MB", opened ->
                    new byte[][] {BadCaller.frame(2, new byte[100], 10_000_000)});
            channel(node, "WebSocket header claims 2⁶² bytes", opened ->
                    new byte[][] {BadCaller.frame(2, new byte[100], 1L << 62)});
            channel(node, "unmasked WebSocket frame", opened -> new byte[][] {{(byte) 0x82, 1, 'x'}});
            channel(node, "frame header length says 10 MB", opened ->
                    new byte[][] {open(opened.member("TokenValue")), BadCaller.binary(frame(10_000_000, 1))});
            channel(node, "payload length says 10 MB, 1 byte follows", opened ->
                    new byte[][] {open(opened.member("TokenValue")), BadCaller.binary(frame(116, 10_000_000))});
            channel(node, "frame of 10 bytes", opened ->
                    new byte[][] {open(opened.member("TokenValue")), BadCaller.binary(new byte[10])});
            channel(node, "text where binary is due", opened ->
                    new byte[][] {open(opened.member("TokenValue")), BadCaller.text("hello")});
            Answer opened = good("AmazonSSM.StartSession", "{\"Target\":\"" + node.id() + "\"}");
            String path = "/v1/data-channel/" + opened.member("SessionId") + "?role=publish_subscribe";
            try (Socket first = server.connect()) {
                caller.upgrade(first, path, Map.of());
                first.getOutputStream().write(open(opened.member("TokenValue")));
                table.row(
                        "second client with the same token",
                        () -> caller.channel(opened.member("SessionId"), open(opened.member("TokenValue"))));
            }
        }
    }

    private void channel(Node node, String fault, Function<Answer, byte[][]> messages) throws Exception {
        Answer opened = good("AmazonSSM.StartSession", "{\"Target\":\"" + node.id() + "\"}");
        table.row(fault, () -> caller.channel(opened.member("SessionId"), messages.apply(opened)));
    }

    private static byte[] open(String token) {
        return BadCaller.text(Messages.writeString(
                OpenDataChannel.ofClient(UUID.randomUUID().toString(), token, FINGERPRINT, "1.2.650.0")));
    }

    /** A frame with one byte of payload and these lengths in its header; docs/protocol/frame.md. */
    private static byte[] frame(int headerLength, int payloadLength) {
        ByteBuffer frame = ByteBuffer.allocate(121);
        frame.putInt(headerLength)
                .put(String.format("%-32s", "input_stream_data").getBytes(StandardCharsets.US_ASCII));
        frame.putInt(1).putLong(0).putLong(0).putLong(0);
        frame.position(112);
        frame.putInt(1).putInt(payloadLength);
        return frame.array();
    }

    // ---- connections

    private void connections() throws Exception {
        table.row("plain HTTP", () -> caller.raw(false, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        table.row("a TLS record of junk", () -> caller.raw(false, "\u0016\u0003\u0001\u0000\u0004junk"));
        table.row("TCP without a byte", () -> caller.raw(false, ""));
        table.row("the TLS handshake stops", () -> caller.raw(false, "\u0016\u0003\u0001\u0002\u0000\u0001"));
        table.row("not HTTP", () -> caller.raw(true, "coffee, please\r\n\r\n"));
        table.row("the header stops", () -> caller.raw(true, "POST / HTTP/1.1\r\nHost: x\r\nX-"));
        table.row(
                "the body stops", () -> caller.raw(true, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"));
        table.row(
                "a header of 40 kB",
                () -> caller.raw(true, "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"));
        table.row(
                "a body framed in two ways",
                () -> caller.raw(
                        true,
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    }

    // ---- what they need

    private Answer good(String target, String body) throws IOException {
        Answer answer = caller.send(caller.signed(caller.json(target, body)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /** Lets time pass for a row of the server's database, which another process may write to as well. */
    private void sql(String change) throws Exception {
        try (var connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + server.data().resolve("sallyport.db"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(change)).isOne();
        }
    }

    private static KeyPair keyPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String publicKey(KeyPair keys) {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }
}
