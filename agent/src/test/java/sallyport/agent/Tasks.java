// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import sallyport.wire.message.PortProperties;
import sallyport.wire.message.SessionDocument;
import sallyport.wire.message.SessionTask;

/** Session tasks as a server would send them. */
public final class Tasks {
    private Tasks() {}

    public static SessionTask shell() {
        return task("Standard_Stream", null);
    }

    /** A command on a terminal. */
    public static SessionTask interactive(String line) {
        return task("InteractiveCommands", new SessionDocument.Command(line, false, false, "", ""));
    }

    /** A command without a terminal. */
    public static SessionTask plain(String line) {
        return task("NonInteractiveCommands", new SessionDocument.Command(line, false, false, "", ""));
    }

    /** A command without a terminal whose errors and exit code travel apart. */
    public static SessionTask separate(String line, String outputPrefix, String errorPrefix) {
        return task(
                "NonInteractiveCommands", new SessionDocument.Command(line, false, true, outputPrefix, errorPrefix));
    }

    public static SessionTask task(String type, SessionDocument.@Nullable Command command) {
        return with(type, command, SessionDocument.Inputs.NONE);
    }

    public static SessionTask with(
            String type, SessionDocument.@Nullable Command command, SessionDocument.Inputs inputs) {
        return new SessionTask(
                "document",
                "user-0123456789abcdef0123456789",
                Map.of(),
                "",
                "arn:aws:iam::123456789012:user/user",
                new SessionDocument(
                        "1.0",
                        "",
                        type,
                        inputs,
                        new SessionDocument.Properties(command, null, null, PortProperties.NONE)));
    }

    /** Inputs that ask for one thing. */
    public static SessionDocument.Inputs inputs(String kmsKeyId, boolean runAs, String runAsUser, String profile) {
        return new SessionDocument.Inputs(
                "",
                "",
                false,
                "",
                false,
                false,
                kmsKeyId,
                runAs,
                runAsUser,
                "",
                "",
                new SessionDocument.ShellProfile("", profile));
    }
}
