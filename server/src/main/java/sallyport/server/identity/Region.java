// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.util.regex.Pattern;

/**
 * The name of a region, such as {@code us-east-1}. It need not be one of Amazon's.
 *
 * <p>The form is what the official agent accepts: letters, digits and hyphens, at most 100 characters.
 */
public record Region(String name) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,100}");

    public Region {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a region name has 1 to 100 letters, digits and hyphens, not \"" + name + "\"");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
