// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountsTest {
    @Test
    void findsAccountsByName() throws Exception {
        assertThat(Accounts.named("root")).hasValueSatisfying(root -> {
            assertThat(root.uid()).isZero();
            assertThat(root.home()).isEqualTo("/root");
            assertThat(root.shell()).startsWith("/");
        });
        assertThat(Accounts.named("no-such-user")).isEmpty();
    }

    @Test
    void knowsWhoThisProcessIs() throws Exception {
        assertThat(Accounts.current().name()).isEqualTo(System.getProperty("user.name"));
        assertThat(Accounts.current().home()).isEqualTo(System.getProperty("user.home"));
    }

    @Test
    void givesAnAccountWithoutShellOrHomeTheDefaults() {
        assertThat(new Account("x", 1, 1, "", "")).isEqualTo(new Account("x", 1, 1, "/", "/bin/sh"));
    }
}
