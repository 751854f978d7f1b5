// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.credential;

import java.time.Instant;

/** The codes a phone would show, for tests of other packages. */
public final class TestCodes {
    private TestCodes() {}

    /** The code so many steps after a moment, or before it. */
    public static String code(String seed, Instant moment, int steps) {
        return new Totp(seed).code(Totp.stepAt(moment) + steps);
    }
}
