// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The two commands of the README's first lines, as a user types them. */
class DemoTest {

    @Test
    void runsOneCommandOnTheNodeAndPrintsItsOutputAlone() throws Exception {
        Result result = demo("id", "-un");

        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEqualTo(System.getProperty("user.name") + "\n");
    }

    @Test
    void exitsWithTheStatusOfTheCommand() throws Exception {
        assertThat(demo("sh", "-c", "exit 7").exit()).isEqualTo(7);
    }

    @Test
    void quotesArgumentsAsAShellNeedsThem() throws Exception {
        Result result = demo("printf", "[%s]", "a b", "$HOME", "it's", "", "*");

        assertThat(result.out()).isEqualTo("[a b][$HOME][it's][][*]");
    }

    @Test
    void keepsStandardErrorApart() throws Exception {
        Result result = demo("sh", "-c", "echo out; echo err >&2");

        assertThat(result.out()).isEqualTo("out\n");
        assertThat(result.err()).contains("err\n");
    }

    @Test
    void printsTheEnvironmentAndEndsCleanlyOnInterrupt() throws Exception {
        Demo demo = Demo.start();
        assertThat(demo.environment())
                .containsKeys(
                        "AWS_ENDPOINT_URL",
                        "AWS_CA_BUNDLE",
                        "AWS_REGION",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                        "SALLYPORT_TARGET");
        assertThat(demo.environment().get("PATH"))
                .startsWith(StockPrograms.repository().toString());
        Path caBundle = Path.of(demo.environment().get("AWS_CA_BUNDLE"));
        assertThat(caBundle).exists();

        assertThat(demo.interrupt()).isZero();
        assertThat(caBundle).doesNotExist();
    }

    private static Result demo(String... command) throws IOException, InterruptedException {
        String[] argv = new String[command.length + 3];
        argv[0] = StockPrograms.repository().resolve("sallyport").toString();
        argv[1] = "demo";
        argv[2] = "--";
        System.arraycopy(command, 0, argv, 3, command.length);
        return Result.of(new ProcessBuilder(argv)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())));
    }
}
