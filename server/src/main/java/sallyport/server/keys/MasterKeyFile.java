// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where the master key lies: a file of one line, {@code sallyport-master-key-1 <base64 of 32 bytes>}, that only its owner can
 * read. Whoever copies the database needs this file as well to learn a secret; whoever loses it has lost them all.
 */
public final class MasterKeyFile {

    private static final String PREFIX = "sallyport-master-key-1 ";
    private static final int MAX_LENGTH = 200;

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private MasterKeyFile() {}

    /**
     * Reads the key, or makes one if the file is not there.
     *
     * @throws IOException if the file cannot be read or made, is no master key, or others may read it
     */
    public static MasterKey openOrCreate(Path file, SecureRandom random) throws IOException {
        if (Files.notExists(file)) {
            create(file, random);
        }
        return read(file, random);
    }

    private static MasterKey read(Path file, SecureRandom random) throws IOException {
        // SECURITY: a key that others could have read protects nothing; better to stop and have a person look
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("others may read the master key \"" + file + "\"; make it 'chmod 600' if nobody has");
        }
        if (Files.size(file) > MAX_LENGTH) {
            throw notAKey(file);
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!text.startsWith(PREFIX)) {
            throw notAKey(file);
        }
        try {
            return new MasterKey(Base64.getDecoder().decode(text.substring(PREFIX.length())), random);
        } catch (IllegalArgumentException _) {
            throw notAKey(file);
        }
    }

    /** A crash leaves either no key or a whole one: a key that was used must never be replaced by another. */
    private static void create(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[MasterKey.KEY_BYTES];
        random.nextBytes(key);
        String line = PREFIX + Base64.getEncoder().encodeToString(key) + "\n";
        Path directory = file.toAbsolutePath().getParent();
        FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        Path unfinished = Files.createTempFile(directory, "master-key", ".tmp", ownerOnly);
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.createLink(file, unfinished); // unlike a rename it never replaces a file
        } catch (FileAlreadyExistsException _) {
            // another process was faster: its key counts
        } finally {
            Files.delete(unfinished);
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static IOException notAKey(Path file) {
        return new IOException("\"" + file + "\" is no master key; restore it from your backup");
    }
}
