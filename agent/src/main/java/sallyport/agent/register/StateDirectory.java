// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.register;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sallyport.transport.Trust;
import sallyport.wire.message.Messages;

/**
 * The one directory of an agent, 0700: {@code node.json} (who it is), {@code node-key.pem}, {@code node-key.next.pem} while a key is being
 * replaced, {@code ca.pem} where an authority was given as a file, and {@code status.json} (what {@code agent status} shows). Files are 0600 and replaced as a whole.
 */
public final class StateDirectory {

    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final String KEY = "node-key.pem";
    private static final String NEXT_KEY = "node-key.next.pem";

    private final Path directory;

    public StateDirectory(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    private record NodeFile(
            @JsonProperty("nodeId") String nodeId,
            @JsonProperty("server") String server,
            @JsonProperty("region") String region,
            @JsonProperty("fingerprint") String fingerprint,
            @JsonProperty("caFile") @Nullable String caFile,
            @JsonProperty("caSha256") @Nullable String caSha256) {}

    public Path path() {
        return directory;
    }

    /** Who this node is; empty before it was registered. */
    public Optional<NodeIdentity> identity() throws IOException {
        NodeFile file;
        try {
            file = Messages.read(Files.readAllBytes(directory.resolve("node.json")), NodeFile.class);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return Optional.of(new NodeIdentity(
                file.nodeId(),
                URI.create(file.server()),
                file.region(),
                trust(file),
                readKey(directory.resolve(KEY)),
                file.fingerprint()));
    }

    /** Remembers a registration; the one before is forgotten. The authority's file is copied, so the original may go. */
    public void remember(NodeIdentity identity) throws IOException {
        Files.createDirectories(directory, DIRECTORY_MODE);
        String caFile = null;
        String caSha256 = null;
        switch (identity.trust()) {
            case Trust.SystemDefault() -> {} // nothing to keep
            case Trust.CaFile(Path file) -> {
                replace("ca.pem", Files.readAllBytes(file));
                caFile = "ca.pem";
            }
            case Trust.CaSha256(String hex) -> caSha256 = hex;
        }
        replace(KEY, pem(identity.key()));
        Files.deleteIfExists(directory.resolve(NEXT_KEY)); // of the registration before
        replace(
                "node.json",
                Messages.write(new NodeFile(
                        identity.nodeId(),
                        identity.server().toString(),
                        identity.region(),
                        identity.fingerprint(),
                        caFile,
                        caSha256)));
    }

    /** The key of this identity, to be replaced when the server asks for it. */
    public NodeKey key(NodeIdentity identity) throws IOException {
        Path next = directory.resolve(NEXT_KEY);
        return new NodeKey(identity.key(), Files.exists(next) ? readKey(next) : null, new NodeKey.Files() {
            @Override
            public void writeNext(PrivateKey key) throws IOException {
                replace(NEXT_KEY, pem(key));
            }

            @Override
            public void promoteNext() throws IOException {
                Files.move(next, directory.resolve(KEY), ATOMIC_MOVE, REPLACE_EXISTING);
            }
        });
    }

    /** What the running agent last said of itself; empty if none ever ran. */
    public Optional<AgentStatus> status() throws IOException {
        try {
            return Optional.of(Messages.read(Files.readAllBytes(directory.resolve("status.json")), AgentStatus.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Tells {@code agent status} how things are. */
    public void tell(AgentStatus status) throws IOException {
        replace("status.json", Messages.write(status));
    }

    private Trust trust(NodeFile file) {
        if (file.caSha256() != null) {
            return new Trust.CaSha256(file.caSha256());
        }
        return file.caFile() == null ? new Trust.SystemDefault() : new Trust.CaFile(directory.resolve(file.caFile()));
    }

    private static PrivateKey readKey(Path file) throws IOException {
        String body = Files.readString(file, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("\"%s\" holds no RSA key; register the node again".formatted(file), e);
        }
    }

    private static byte[] pem(PrivateKey key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return ("-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void replace(String name, byte[] content) throws IOException {
        Path fresh = directory.resolve(name + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, FILE_MODE);
        Files.write(fresh, content);
        Files.move(fresh, directory.resolve(name), ATOMIC_MOVE, REPLACE_EXISTING);
    }
}
