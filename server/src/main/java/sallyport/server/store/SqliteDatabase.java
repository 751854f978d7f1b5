// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Rows in a SQLite file, which only one process uses at a time.
 *
 * <p>Write-ahead logging with {@code synchronous=FULL}: a commit returns when its record is on the disk, readers never wait
 * for the writer, and a process that dies at any moment leaves a file that opens with every commit that returned.
 */
record SqliteDatabase(HikariDataSource writer, HikariDataSource readers, FileChannel lock) implements Database {

    private static final String FILE = "sallyport.db";
    private static final String LOCK = "sallyport.db.lock";
    private static final String NATIVE = "native";

    static SqliteDatabase open(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel lock = lock(directory.resolve(LOCK));
            try {
                useNativeDirectory(directory.resolve(NATIVE));
                createPrivate(directory.resolve(FILE));
                SQLiteDataSource source = source(directory.resolve(FILE));
                Migrations.run(source);
                HikariConfig readers = pool(source, "readers", READERS);
                readers.setConnectionInitSql("PRAGMA query_only = TRUE");
                return new SqliteDatabase(
                        new HikariDataSource(pool(source, "writer", 1)), new HikariDataSource(readers), lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException("cannot open the store in \"" + directory + "\"", e);
        }
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static HikariConfig pool(SQLiteDataSource source, String name, int size) {
        HikariConfig config = Database.pool(name, size);
        config.setDataSource(source);
        config.setMaxLifetime(0); // nothing on the way can time a file handle out
        return config;
    }

    /** The operating system gives the lock back when the process dies, however it dies. */
    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StoreException("another server is using \"" + file.getParent() + "\"; stop it first");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // held by this very process
        }
    }

    /**
     * Has the driver unpack its native library beside the database, as {@code /tmp} may forbid execution. What a killed
     * process left there is removed: the lock says that nobody uses it.
     */
    private static void useNativeDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, "sqlite-*")) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
        // the driver takes this setting in no other form, and reads it once, when it loads the library
        System.setProperty("org.sqlite.tmpdir", directory.toString());
    }

    /** SQLite gives its log and index files the permissions of the database file. */
    private static void createPrivate(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            // made at the first start
        }
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
