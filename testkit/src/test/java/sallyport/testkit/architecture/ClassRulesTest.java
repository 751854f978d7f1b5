// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule lets good code pass and finds what it is made for, in classes compiled for the purpose. */
class ClassRulesTest {
    @TempDir
    Path directory;

    private final List<String> sources = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();

    @Test
    void findsCyclesOfPackages() throws Exception {
        source("sallyport/x/up/Up.java", "package sallyport.x.up; public class Up { sallyport.x.down.Down down; }");
        source("sallyport/x/down/Down.java", "package sallyport.x.down; public class Down {}");
        assertThat(violations(ClassRules.noCycles("sallyport.x"))).isEmpty();

        source("sallyport/x/down/Back.java", "package sallyport.x.down; public class Back { sallyport.x.up.Up up; }");
        assertThat(violations(ClassRules.noCycles("sallyport.x")))
                .singleElement()
                .asString()
                .contains("Cycle detected");
    }

    @Test
    void findsForeignWorldsOutsideTheirPackage() throws Exception {
        source(
                "sallyport/server/store/Good.java",
                "package sallyport.server.store; class Good { java.sql.Connection connection; }");
        source(
                "sallyport/agent/pty/Good.java",
                "package sallyport.agent.pty; class Good { java.lang.foreign.Arena arena; }");
        bad("java.sql.Connection connection;");
        bad("java.lang.foreign.Arena arena;");
        assertFindsTheBadOnly(ClassRules.isolation());
    }

    @Test
    void findsWhatIsNotPure() throws Exception {
        good("java.net.URI uri; java.nio.ByteBuffer bytes; java.util.UUID id; java.time.Instant instant;");
        bad("java.net.Socket socket;");
        bad("java.net.InetAddress address;");
        bad("java.nio.file.Path path;");
        bad("java.nio.channels.SocketChannel channel;");
        bad("java.io.File file;");
        bad("java.util.concurrent.ConcurrentHashMap<String, String> map;");
        bad("void go() { new Thread(() -> {}); }");
        bad("Object id() { return java.util.UUID.randomUUID(); }");
        assertFindsTheBadOnly(ClassRules.pure("sallyport.x"));
    }

    @Test
    void findsServiceLoaders() throws Exception {
        good("Object load() { return new Object(); }");
        bad("Object load() { return java.util.ServiceLoader.load(Runnable.class); }");
        assertFindsTheBadOnly(ClassRules.noReflectionWiring());
    }

    @Test
    void findsStaticState() throws Exception {
        good("""
                static final java.util.List<String> LIST = java.util.List.of();
                static final java.util.regex.Pattern PATTERN = java.util.regex.Pattern.compile("x");
                private static final byte[] BYTES = {1};
                int field;
                enum Kind { A, B }
                int choose(Kind kind) { return switch (kind) { case A -> 1; case B -> 2; }; }""");
        bad("static int counter;");
        bad("static java.util.Map<String, String> map;");
        bad("static final java.util.ArrayList<String> LIST = new java.util.ArrayList<>();");
        bad("static final java.util.concurrent.atomic.AtomicLong COUNTER = null;");
        bad("static final ThreadLocal<String> LOCAL = null;");
        bad("static final java.security.MessageDigest DIGEST = null;");
        bad("static final byte[] SHARED = {1};");
        assertFindsTheBadOnly(ClassRules.noStaticState());
    }

    @Test
    void findsStaticInitialisersWithEffects() throws Exception {
        good("static final java.nio.file.Path P = java.nio.file.Path.of(\"x\"); void go() { new Thread().start(); }");
        bad("static { new Thread(() -> {}).start(); }");
        bad("static final boolean THERE = java.nio.file.Files.exists(java.nio.file.Path.of(\"x\"));");
        bad("static { Runtime.getRuntime().addShutdownHook(null); }");
        assertFindsTheBadOnly(ClassRules.quietStaticInitialisers());
    }

    @Test
    void findsReadersOfTheClockOutsideMain() throws Exception {
        source("sallyport/x/Main.java", """
                package sallyport.x;
                class Main { static class Start { Object go() { return java.time.InstantSource.system(); } } }""");
        good("""
                Object now(java.time.Clock clock) { return java.time.Instant.now(clock); }
                Object random() { return new java.util.Random(1); }""");
        for (String expression : List.of(
                "System.nanoTime()",
                "System.currentTimeMillis()",
                "java.time.Instant.now()",
                "java.time.LocalDate.now()",
                "java.time.Clock.systemUTC()",
                "java.time.InstantSource.system()",
                "Math.random()",
                "new java.util.Random()")) {
            bad("Object go() { return %s; }".formatted(expression));
        }
        bad("void pause() throws Exception { Thread.sleep(1); }");
        bad("java.util.function.LongSupplier clock() { return System::nanoTime; }");
        bad("java.util.function.Supplier<?> random() { return java.util.Random::new; }");
        assertFindsTheBadOnly(ClassRules.noClock());
    }

    @Test
    void findsSleepersInTests() throws Exception {
        good("long time() { return System.nanoTime(); }");
        bad("void pause() throws Exception { Thread.sleep(1); }");
        bad("void pause() throws Exception { java.util.concurrent.TimeUnit.SECONDS.sleep(1); }");
        bad("Object now() { return java.time.Instant.now(); }");
        assertFindsTheBadOnly(ClassRules.noSleep());
    }

    private void good(String members) throws IOException {
        source("sallyport/x/Good.java", "package sallyport.x; class Good { %s }".formatted(members));
    }

    private void bad(String members) throws IOException {
        String name = "Bad%dClass".formatted(bad.size());
        bad.add(name);
        source("sallyport/x/%s.java".formatted(name), "package sallyport.x; class %s { %s }".formatted(name, members));
    }

    private void source(String path, String text) throws IOException {
        Path file = directory.resolve("src").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        sources.add(file.toString());
    }

    private void assertFindsTheBadOnly(ArchRule rule) {
        List<String> violations = violations(rule);
        for (String name : bad) {
            assertThat(violations).anyMatch(violation -> violation.contains(name));
        }
        assertThat(violations).allMatch(violation -> bad.stream().anyMatch(violation::contains));
    }

    private List<String> violations(ArchRule rule) {
        Path classes = directory.resolve("classes");
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
        arguments.addAll(sources);
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).isZero();
        JavaClasses imported = new ClassFileImporter().importPath(classes);
        return rule.allowEmptyShould(true).evaluate(imported).getFailureReport().getDetails();
    }
}
