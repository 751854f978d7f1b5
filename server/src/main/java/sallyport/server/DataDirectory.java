// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import sallyport.ledger.CheckpointKey;
import sallyport.server.identity.NewAccessKey;
import sallyport.server.tls.PemFiles;

/** The directory of everything the server keeps, 0700. Knows the names of its files; used once, at start. */
record DataDirectory(Path path) {

    /** Makes the directory where it is missing. */
    static DataDirectory openOrCreate(Path path) throws IOException {
        var ownerAlone = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(ownerAlone));
        if (!Files.getPosixFilePermissions(path).equals(ownerAlone)) {
            Files.setPosixFilePermissions(path, ownerAlone);
        }
        return new DataDirectory(path.toAbsolutePath());
    }

    /**
     * The directory of a server that has run.
     *
     * @throws NoSuchFileException if none has
     */
    static DataDirectory open(Path path) throws IOException {
        DataDirectory data = new DataDirectory(path.toAbsolutePath());
        if (!Files.exists(data.masterKey())) {
            throw new NoSuchFileException(
                    "\"%s\" is not the data directory of a server; name it with --data or --config".formatted(path));
        }
        return data;
    }

    Path database() {
        return path.resolve("sallyport.db");
    }

    Path masterKey() {
        return path.resolve("master.key");
    }

    Path credentials() {
        return path.resolve("credentials");
    }

    Path certificateAuthority() {
        return path.resolve("ca.pem");
    }

    Path ledger() {
        return path.resolve("ledger");
    }

    /** Where the public half of the ledger's key is: for others to keep, so that they can verify what this server says. */
    Path ledgerPublicKey() {
        return path.resolve("ledger-key.pub.pem");
    }

    /** The key that signs the ledger's checkpoints, made at the first start. */
    CheckpointKey checkpointKey() throws IOException {
        Path privateFile = path.resolve("ledger-key.pem");
        if (!Files.exists(privateFile)) {
            CheckpointKey fresh = CheckpointKey.generate();
            PemFiles.writePublicKey(ledgerPublicKey(), fresh.publicKey());
            PemFiles.writePrivateKey(privateFile, fresh.privateKey());
            return fresh;
        }
        try {
            return CheckpointKey.of(PemFiles.readBlock(privateFile), PemFiles.readBlock(ledgerPublicKey()));
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "\"%s\" and \"%s\" are not the two halves of a ledger key: %s"
                            .formatted(privateFile, ledgerPublicKey(), e.getMessage()),
                    e);
        }
    }

    /** Writes the administrator's key in the form of {@code ~/.aws/credentials}. */
    void writeCredentials(NewAccessKey key, String region) throws IOException {
        write(
                credentials(),
                """
                # %s of this Sallyport server. Take this away, then delete the file: it is written only once.
                [default]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                region = %s
                """.formatted(
                                key.user().name(),
                                key.accessKeyId(),
                                key.secretAccessKey().value(),
                                region),
                "rw-------");
    }

    private static void write(Path file, String text, String mode) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
        Files.writeString(fresh, text, StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
