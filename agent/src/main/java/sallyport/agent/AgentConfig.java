// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import sallyport.agent.session.ShellUser;
import sallyport.wire.message.Messages;

/**
 * The agent's settings, {@code agent.json} in its state directory; the file and each key may be absent.
 *
 * <pre>
 * key        type     default     meaning
 * shellUser  text     "ssm-user"  account of sessions whose document names none; "self" for whoever the agent runs as.
 *                                 Only an agent that is root can be anybody but itself.
 * sudo       boolean  false       whether ssm-user, when the agent creates it, may become root with sudo
 * </pre>
 */
record AgentConfig(ShellUser shellUser) {
    static final String FILE = "agent.json";

    private static final Set<String> KEYS = Set.of("shellUser", "sudo");

    /**
     * Reads the settings.
     *
     * @throws IOException when the file has an unknown key or a value of the wrong type: a misspelt setting never goes unnoticed
     */
    static AgentConfig read(Path stateDirectory) throws IOException {
        var file = stateDirectory.resolve(FILE);
        Map<?, ?> values;
        try {
            values = Messages.read(Files.readAllBytes(file), Map.class);
        } catch (NoSuchFileException e) {
            values = Map.of();
        }
        var unknown = new TreeSet<>();
        unknown.addAll(values.keySet());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IOException(
                    "\"" + file + "\" has unknown settings " + unknown + "; there are " + new TreeSet<>(KEYS));
        }
        var user = value(file, values, "shellUser", String.class, ShellUser.SSM_USER);
        if (user.isBlank()) {
            throw new IOException("\"shellUser\" in \"" + file + "\" is empty");
        }
        return new AgentConfig(new ShellUser(user, value(file, values, "sudo", Boolean.class, false)));
    }

    /** The same, with sessions running as somebody else. */
    AgentConfig withShellUser(String name) {
        return new AgentConfig(new ShellUser(name, shellUser.sudo()));
    }

    private static <T> T value(Path file, Map<?, ?> values, String key, Class<T> type, T absent) throws IOException {
        var value = values.get(key);
        if (value != null && !type.isInstance(value)) {
            throw new IOException(
                    "\"" + key + "\" in \"" + file + "\" is not a " + (type == Boolean.class ? "boolean" : "text"));
        }
        return value == null ? absent : type.cast(value);
    }
}
