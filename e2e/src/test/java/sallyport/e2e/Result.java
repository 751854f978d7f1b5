// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What a program left behind: exit status and both outputs. */
record Result(int exit, String out, String err) {

    /** Runs to the end, at most six minutes (the first use builds), reading both outputs at once so that neither pipe fills up. */
    static Result of(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        StringBuilder err = new StringBuilder();
        Thread errors = Thread.ofPlatform().start(() -> {
            try {
                err.append(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(6, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after six minutes: " + builder.command());
        }
        errors.join();
        return new Result(process.exitValue(), out, err.toString());
    }
}
