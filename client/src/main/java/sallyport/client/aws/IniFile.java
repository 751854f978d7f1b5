// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A file of AWS's INI form, as {@code ~/.aws/config} and {@code ~/.aws/credentials} are.
 *
 * <p>Indented lines belong to the key above them: {@code endpoint_url} indented under {@code ssm =} becomes the key
 * {@code ssm.endpoint_url}. Lines that are neither section nor setting are passed over, as an editor's leftovers must not cost a
 * user the session.
 */
final class IniFile {
    private final Map<String, Map<String, String>> sections = new HashMap<>();

    private IniFile() {}

    /** The file's sections; a file that does not exist has none. */
    static IniFile read(Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return new IniFile();
        }
    }

    static IniFile parse(String text) {
        var file = new IniFile();
        var section = new HashMap<String, String>(); // settings above the first section belong to nobody
        var outerKey = "";
        for (var line : text.lines().toList()) {
            var setting = line.strip();
            if (setting.isEmpty() || setting.startsWith("#") || setting.startsWith(";")) {
                continue;
            }
            if (setting.startsWith("[") && setting.endsWith("]")) {
                var name = setting.substring(1, setting.length() - 1).strip();
                section = new HashMap<>(file.sections.getOrDefault(name, Map.of()));
                file.sections.put(name, section);
                outerKey = "";
                continue;
            }
            int equals = setting.indexOf('=');
            if (equals < 1) {
                continue;
            }
            var key = setting.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            var value = setting.substring(equals + 1).strip();
            boolean nested = Character.isWhitespace(line.charAt(0)) && !outerKey.isEmpty();
            section.put(nested ? outerKey + "." + key : key, value);
            if (!nested) {
                outerKey = key;
            }
        }
        return file;
    }

    boolean has(String section) {
        return sections.containsKey(section);
    }

    /** The settings of a section, keys in lower case; empty when there is none of that name. */
    Map<String, String> section(String name) {
        return Map.copyOf(sections.getOrDefault(name, Map.of()));
    }
}
