// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Looks users up where the system does: files, LDAP, SSSD, whatever {@code nsswitch.conf} says. Asked anew each time,
 * since accounts come and go while an agent runs.
 */
public final class Accounts {
    private static final int ERANGE = 34;
    private static final long BUFFER_BYTES = 4096;
    private static final long MAX_BUFFER_BYTES = 1024 * 1024;

    /* struct passwd: name, password, uid, gid, gecos, home, shell; pointers of 8 bytes, ids of 4. */
    private static final long PASSWD_BYTES = 48;
    private static final long NAME = 0;
    private static final long UID = 16;
    private static final long GID = 20;
    private static final long HOME = 32;
    private static final long SHELL = 40;

    private static final CFunction GETPWNAM_R = CFunction.named("getpwnam_r");
    private static final CFunction GETPWUID_R = CFunction.named("getpwuid_r");
    private static final CFunction GETEUID = CFunction.named("geteuid");

    private Accounts() {}

    /** The account with a name, if there is one. */
    public static Optional<Account> named(String name) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var key = arena.allocateFrom(name);
            return find((state, passwd, buffer, result) -> GETPWNAM_R.call(
                    state, key.address(), passwd.address(), buffer.address(), buffer.byteSize(), result.address()));
        }
    }

    /** Who this process is; an id without an account gets its number as a name and {@code /} as its home. */
    public static Account current() throws IOException {
        int uid = effectiveUid();
        return find((state, passwd, buffer, result) -> GETPWUID_R.call(
                        state, uid, passwd.address(), buffer.address(), buffer.byteSize(), result.address()))
                .orElseGet(() -> new Account(Integer.toString(uid), uid, uid, "", ""));
    }

    private static int effectiveUid() {
        try (var arena = Arena.ofConfined()) {
            return GETEUID.call(LibC.state(arena));
        }
    }

    private interface Lookup {
        int in(MemorySegment state, MemorySegment passwd, MemorySegment buffer, MemorySegment result);
    }

    /** Repeats the look-up with a larger buffer for as long as the answer does not fit. */
    private static Optional<Account> find(Lookup lookup) throws IOException {
        for (long size = BUFFER_BYTES; size <= MAX_BUFFER_BYTES; size *= 4) {
            try (var arena = Arena.ofConfined()) {
                var passwd = arena.allocate(PASSWD_BYTES, JAVA_LONG.byteAlignment());
                var result = arena.allocate(ADDRESS);
                int error = lookup.in(LibC.state(arena), passwd, arena.allocate(size), result);
                if (error == 0) {
                    return result.get(ADDRESS, 0).address() == 0 ? Optional.empty() : Optional.of(account(passwd));
                }
                if (error != ERANGE) {
                    throw LibC.failure("getpwnam_r", error);
                }
            }
        }
        throw new IOException("the account database's answer has more than " + MAX_BUFFER_BYTES + " bytes");
    }

    private static Account account(MemorySegment passwd) {
        return new Account(
                text(passwd, NAME),
                passwd.get(JAVA_INT, UID),
                passwd.get(JAVA_INT, GID),
                text(passwd, HOME),
                text(passwd, SHELL));
    }

    private static String text(MemorySegment passwd, long offset) {
        return LibC.text(passwd.get(ADDRESS, offset), MAX_BUFFER_BYTES);
    }
}
