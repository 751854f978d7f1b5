// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

/**
 * A user as the system's account database knows it.
 *
 * @param home the home directory, which need not exist
 * @param shell the login shell; {@code /bin/sh} where the database names none
 */
public record Account(String name, int uid, int gid, String home, String shell) {
    public static final int ROOT = 0;

    public Account {
        shell = shell.isEmpty() ? "/bin/sh" : shell;
        home = home.isEmpty() ? "/" : home;
    }
}
