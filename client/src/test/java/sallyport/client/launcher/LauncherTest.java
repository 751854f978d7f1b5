// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sallyport.client.session.ClientVersion;

/** The launcher in a checkout whose path has a space, with a JDK and a Maven that only say how they were called. */
class LauncherTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path directory;

    private Path checkout = Path.of("");

    private record Ran(int exitCode, String output, String error) {}

    @BeforeEach
    void copyLauncher() throws IOException {
        checkout = Files.createDirectories(directory.resolve("a checkout"));
        Files.createDirectories(checkout.resolve("bin"));
        Files.copy(REPOSITORY.resolve("sallyport"), checkout.resolve("sallyport"));
        Files.copy(REPOSITORY.resolve("bin/session-manager-plugin"), checkout.resolve("bin/session-manager-plugin"));
    }

    @Test
    void answersTheAwsCliWithoutAJvm() throws Exception {
        assertThat(plugin("--version")).isEqualTo(new Ran(0, ClientVersion.TEXT + "\n", ""));
        assertThat(plugin())
                .isEqualTo(new Ran(
                        0,
                        "\nThe Session Manager plugin was installed successfully. "
                                + "Use the AWS CLI to start a session.\n\n",
                        ""));
    }

    @Test
    void knowsTheVersionOfTheBuild() throws Exception {
        var pom = Files.readString(REPOSITORY.resolve("pom.xml"));
        var version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));

        assertThat(sallyport("version")).isEqualTo(new Ran(0, "sallyport " + version + "\n", ""));
    }

    @Test
    void explainsItself() throws Exception {
        var help = sallyport("help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("demo", "connect", "server", "agent", "ledger verify", "version", "help");
        assertThat(sallyport()).isEqualTo(help);
        assertThat(sallyport("bogus").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "connect, client, sallyport.client.Main connect",
        "demo, client, sallyport.client.Main demo",
        "ledger, client, sallyport.client.Main ledger",
        "session-manager-plugin, client, sallyport.client.Main session-manager-plugin",
        "server, server, sallyport.server.Main",
        "agent, agent, sallyport.agent.Main",
    })
    void runsTheProgramFromTheImageOfTheLastBuild(String command, String program, String main) throws Exception {
        build(jdk("25.0.3"));

        var ran = sallyport(command, "two words", "-x");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.error()).isEmpty();
        var arguments = ran.output().lines().toList();
        assertThat(arguments)
                .contains(
                        "%1$s/one.jar:%1$s/two.jar".formatted(checkout.resolve("target/image-1/" + program)),
                        "-Dsallyport.launcher=" + checkout.resolve("sallyport"));
        assertThat(String.join(" ", arguments)).endsWith(main + " two words -x");
        assertThat(arguments).endsWith("two words", "-x");
    }

    @Test
    void isFoundThroughSymbolicLinksFromAnywhere() throws Exception {
        build(jdk("25"));
        var link = directory.resolve("link");
        Files.createSymbolicLink(link, Path.of("a checkout/bin/session-manager-plugin"));

        var ran = run(List.of(link.toString(), "x", "y", "z"), Map.of());

        assertThat(ran.output()).endsWith("session-manager-plugin\nx\ny\nz\n");
    }

    @Test
    void usesTheStartUpCacheThatIsThere() throws Exception {
        build(jdk("25.0.3"));
        assertThat(sallyport("connect").output()).doesNotContain("AOT");

        var cache = Files.createFile(checkout.resolve("target/image-1/client.aot"));

        assertThat(sallyport("connect").output()).contains("-XX:AOTCache=" + cache);
    }

    @Test
    void runsAnOldBuildWhenTheCheckoutIsReadOnly() throws Exception {
        build(jdk("25"));
        Files.createDirectories(checkout.resolve("client/src/main"));
        Files.writeString(checkout.resolve("client/src/main/New.java"), "");
        var readOnly = PosixFilePermissions.fromString("r-xr-xr-x");
        Files.setPosixFilePermissions(directory, readOnly);
        Files.setPosixFilePermissions(checkout.resolve("target"), readOnly);
        var command = command(checkout.resolve("sallyport"), "connect", "x");
        if (Files.isWritable(checkout.resolve("target"))) { // root writes anywhere
            command.addAll(0, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }

        var ran = run(command, Map.of());

        var writable = PosixFilePermissions.fromString("rwxr-xr-x");
        Files.setPosixFilePermissions(directory, writable);
        Files.setPosixFilePermissions(checkout.resolve("target"), writable);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.output()).endsWith("connect\nx\n");
    }

    @Test
    void saysInOneSentenceThatAJdkIsMissing() throws Exception {
        var ran = run(
                command(checkout.resolve("sallyport"), "connect"),
                Map.of("PATH", tools().toString(), "JAVA_HOME", jdk("17.0.15").toString()));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.error())
                .isEqualTo("sallyport: a JDK 25 is needed: install one, for example Eclipse Temurin 25, "
                        + "or set JAVA_HOME to it\n");
    }

    @Test
    void saysInOneSentenceThatMavenIsMissing() throws Exception {
        var ran = run(
                command(checkout.resolve("sallyport"), "connect"),
                Map.of("PATH", tools().toString(), "JAVA_HOME", jdk("25.0.3").toString()));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.error())
                .isEqualTo(
                        "sallyport: Apache Maven is needed to build: install the package maven " + "(3.8 or newer)\n");
    }

    @Test
    void buildsOnFirstUseAndOnlyThen() throws Exception {
        var path = tools();
        maven(path, "");
        Files.createSymbolicLink(path.resolve("java"), jdk("25.0.3").resolve("bin/java"));
        var variables =
                Map.of("PATH", path.toString(), "JAVA_HOME", jdk("17.0.15").toString());

        var first = run(command(checkout.resolve("sallyport"), "connect", "x"), variables);
        var second = run(command(checkout.resolve("sallyport"), "connect", "x"), variables);

        assertThat(first.exitCode()).isZero();
        assertThat(first.error().lines())
                .containsExactly(
                        "sallyport: first use: building (a minute or two, most of it downloads)",
                        "  wire",
                        "  client",
                        "sallyport: preparing fast start-up (once)",
                        "sallyport: ready");
        assertThat(first.output()).contains("/client/client-1-SNAPSHOT.jar:").endsWith("connect\nx\n");
        assertThat(second).isEqualTo(new Ran(0, first.output(), ""));
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        var path = tools();
        maven(path, "echo '[ERROR] no network'; exit 1");

        var ran = run(
                command(checkout.resolve("sallyport"), "connect"),
                Map.of("PATH", path.toString(), "JAVA_HOME", jdk("25.0.3").toString()));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.error()).contains("[ERROR] no network").contains("the build failed; the whole log is ");
    }

    @Test
    void twoLaunchersDoNotBuildAtOnce() throws Exception {
        var path = tools();
        maven(path, "echo built >>\"$HERE/builds\"; sleep 1");
        var variables =
                Map.of("PATH", path.toString(), "JAVA_HOME", jdk("25.0.3").toString(), "HERE", directory.toString());
        var other = new FutureTask<>(() -> run(command(checkout.resolve("sallyport"), "connect"), variables));
        Thread.ofPlatform().start(other);

        assertThat(run(command(checkout.resolve("sallyport"), "connect"), variables)
                        .exitCode())
                .isZero();
        assertThat(other.get().exitCode()).isZero();
        assertThat(directory.resolve("builds")).hasContent("built");
    }

    private Ran plugin(String... arguments) throws Exception {
        return run(command(checkout.resolve("bin/session-manager-plugin"), arguments), Map.of());
    }

    private Ran sallyport(String... arguments) throws Exception {
        return run(command(checkout.resolve("sallyport"), arguments), Map.of());
    }

    private static List<String> command(Path program, String... arguments) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Ran run(List<String> command, Map<String, String> variables) throws Exception {
        var error = Files.createTempFile("launcher-error", "");
        try {
            var builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectError(error.toFile());
            builder.environment().putAll(variables);
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ran(process.waitFor(), output, Files.readString(error));
        } finally {
            Files.delete(error);
        }
    }

    /** A directory that looks like a JDK; its {@code java} prints its arguments. */
    private Path jdk(String version) throws IOException {
        var home = Files.createDirectories(directory.resolve("jdk " + version));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        return home;
    }

    /** A PATH without any Java or Maven, and a launcher that looks for JDKs nowhere else. */
    private Path tools() throws IOException {
        var text = Files.readString(checkout.resolve("sallyport"));
        Files.writeString(
                checkout.resolve("sallyport"),
                text.replaceAll("(/usr/lib/jvm|/usr/lib64/jvm|/usr/java|/opt/java|/Library)/", "/nowhere/"));
        var tools = Files.createDirectories(directory.resolve("tools"));
        for (var tool : List.of(
                "cat",
                "cp",
                "date",
                "env",
                "find",
                "flock",
                "grep",
                "head",
                "mkdir",
                "mv",
                "readlink",
                "rm",
                "sleep",
                "tee")) {
            executable(tools.resolve(tool), "exec /usr/bin/" + tool + " \"$@\"");
        }
        return tools;
    }

    /** A Maven that leaves a jar for each program, if the script before that does not end it. */
    private static void maven(Path path, String script) throws IOException {
        executable(path.resolve("mvn"), script + """

                echo '[INFO] Building Sallyport 0.1.0-SNAPSHOT                [1/3]'
                echo '[INFO] Building Sallyport wire 0.1.0-SNAPSHOT           [2/3]'
                echo '[INFO] Building Sallyport client 0.1.0-SNAPSHOT         [3/3]'
                for program in client server agent; do
                    mkdir -p $program/target/lib
                    : >$program/target/$program-1-SNAPSHOT.jar
                    : >$program/target/$program-1-SNAPSHOT-tests.jar
                    : >$program/target/lib/library-2.jar
                done
                """);
    }

    /** What a build would leave. */
    private void build(Path jdk) throws IOException {
        var image = checkout.resolve("target/image-1");
        for (var program : List.of("client", "server", "agent")) {
            Files.createDirectories(image.resolve(program));
            Files.createFile(image.resolve(program).resolve("one.jar"));
            Files.createFile(image.resolve(program).resolve("two.jar"));
        }
        Files.writeString(image.resolve("java-home"), jdk + "\n");
        Files.createFile(image.resolve("built"));
        Files.writeString(checkout.resolve("target/current"), "image-1\n");
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
