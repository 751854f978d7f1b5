// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The file {@code ~/.aws/credentials}, as it is written to: one section is replaced, everything else stays as it is. */
public record CredentialsFile(Path path) {
    private static final String EXPIRATION = "sallyport_expiration";

    public static CredentialsFile of(AwsEnvironment environment) {
        return new CredentialsFile(environment.file("AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials"));
    }

    /** What was put into a profile; empty if nothing was. */
    public Optional<LoginCredentials> find(String profile) throws IOException {
        Map<String, String> section = IniFile.read(path).section(profile);
        return section.containsKey(EXPIRATION)
                ? Optional.of(new LoginCredentials(
                        section.getOrDefault("aws_access_key_id", ""),
                        section.getOrDefault("aws_secret_access_key", ""),
                        section.getOrDefault("aws_session_token", ""),
                        section.getOrDefault(EXPIRATION, "")))
                : Optional.empty();
    }

    /**
     * Puts credentials into a profile, which is made or replaced, readable by the user alone.
     *
     * @param more further settings of the profile
     * @throws AwsConfigException if the profile holds keys that do not expire: they would be lost
     */
    public void put(String profile, LoginCredentials credentials, Map<String, String> more) throws IOException {
        IniFile before = IniFile.read(path);
        if (before.section(profile).containsKey("aws_access_key_id")
                && !before.section(profile).containsKey(EXPIRATION)) {
            throw new AwsConfigException(
                    "profile \"%s\" has keys of its own that would be lost; choose another with --into"
                            .formatted(profile));
        }
        List<String> lines = without(profile);
        lines.add("[" + profile + "]");
        lines.add("aws_access_key_id = " + credentials.accessKeyId());
        lines.add("aws_secret_access_key = " + credentials.secretAccessKey());
        lines.add("aws_session_token = " + credentials.sessionToken());
        lines.add(EXPIRATION + " = " + credentials.expiration());
        more.forEach((key, value) -> lines.add(key + " = " + value));
        write(lines);
    }

    private List<String> without(String profile) throws IOException {
        List<String> kept = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.exists(path) ? Files.readAllLines(path) : List.<String>of()) {
            String setting = line.strip();
            if (setting.startsWith("[") && setting.endsWith("]")) {
                inside = setting.substring(1, setting.length() - 1).strip().equals(profile);
            }
            if (!inside) {
                kept.add(line);
            }
        }
        return kept;
    }

    /** All or nothing, and at no moment readable by others. */
    private void write(List<String> lines) throws IOException {
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path directory = target.getParent();
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path written = Files.createTempFile(
                directory,
                "credentials",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(written, lines);
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
