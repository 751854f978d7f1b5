// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.util.regex.Pattern;

/** An AWS account number: twelve decimal digits, leading zeros included. */
public record AccountId(String digits) {

    private static final Pattern FORM = Pattern.compile("[0-9]{12}");

    public AccountId {
        if (!FORM.matcher(digits).matches()) {
            throw new IllegalArgumentException("an account id has twelve digits, not \"" + digits + "\"");
        }
    }

    @Override
    public String toString() {
        return digits;
    }
}
