// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import sallyport.wire.sigv4.Credentials;

/** A server in a process of its own, run from the class path of the tests, whose ledger, log and heap can be looked at. */
final class ObservedServer implements AutoCloseable {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final Path data;
    private final Path log;
    private final int port;
    private final Process process;
    private final SSLContext tls;
    private final Credentials administrator;

    private ObservedServer(Path data, Path log, int port, Process process)
            throws IOException, GeneralSecurityException {
        this.data = data;
        this.log = log;
        this.port = port;
        this.process = process;
        this.tls = trusting(data.resolve("ca.pem"));
        var profile = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("credentials"))) {
            profile.load(in);
        }
        this.administrator = Credentials.longTerm(
                profile.getProperty("aws_access_key_id"), profile.getProperty("aws_secret_access_key"));
    }

    /** Starts the server with these further settings and waits until it is ready. */
    static ObservedServer start(Path directory, String... settings) throws IOException, GeneralSecurityException {
        Path data = directory.resolve("data");
        Path log = directory.resolve("server.log");
        int port = Deployment.freePort();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "sallyport.server.Main",
                "--data",
                data.toString(),
                "--listen",
                "127.0.0.1:" + port));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        String line = process.inputReader().readLine();
        if (line == null || !line.startsWith("ready")) {
            process.destroyForcibly();
            throw new IOException("the server did not start:\n" + Files.readString(log));
        }
        return new ObservedServer(data, log, port, process);
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    Credentials administrator() {
        return administrator;
    }

    /** A connection with its handshake done; reads give up after 30 s. */
    SSLSocket connect() throws IOException {
        var socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", port);
        socket.setSoTimeout(30_000);
        socket.startHandshake();
        return socket;
    }

    /** The lines of the ledger from the {@code from}-th on. */
    List<String> ledger(long from) {
        return lines(data.resolve("ledger"), from);
    }

    List<String> log(long from) {
        return lines(log, from);
    }

    /** Bytes of the live objects, after a full collection. */
    long heapBytes() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Result histogram = Result.of(new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram"));
        Matcher total = TOTAL.matcher(histogram.out());
        if (!total.find()) {
            throw new IOException("no histogram of the heap:\n" + histogram.err());
        }
        return Long.parseLong(total.group(1));
    }

    private static List<String> lines(Path file, long from) {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.skip(from).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(authority)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        }
    }

    /** Stops the server as an operator would, so that the ledger gets its last entries. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the server did not end within 20 s of SIGTERM");
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
