// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.cli.Commands;
import sallyport.client.plugin.Plugin;
import sallyport.client.session.UserEnd;
import sallyport.client.terminal.PreparedTerminal;

/** Starts the client's programs. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var environment = new AwsEnvironment(System.getenv(), Path.of(System.getProperty("user.home")));
        var user = new UserEnd(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out), // unbuffered and without character sets in between
                new FileOutputStream(FileDescriptor.err),
                new FileOutputStream(FileDescriptor.err),
                new PreparedTerminal());
        var clock = InstantSource.system();
        var words = List.of(arguments);
        int exitCode;
        if (!words.isEmpty() && words.getFirst().equals("session-manager-plugin")) {
            exitCode = new Plugin(environment, user, clock, System::nanoTime).run(words.subList(1, words.size()));
        } else {
            var launcher = Path.of(System.getProperty("sallyport.launcher", "sallyport"));
            exitCode = new Commands(environment, user, launcher, clock, System::nanoTime).run(words);
        }
        System.exit(exitCode); // the keyboard's thread may still be reading
    }
}
