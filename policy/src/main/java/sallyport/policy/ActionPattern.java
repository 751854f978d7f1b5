// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import sallyport.policy.condition.Fold;
import sallyport.policy.condition.Glob;

/**
 * One value of Action or NotAction. Case does not matter.
 *
 * @param service the part before the colon in lower case, {@code *} for all services
 * @param folded the whole action in lower case
 */
record ActionPattern(String service, String folded, Glob glob) {
    private static final String ANY = "*";

    /**
     * Reads it.
     *
     * @throws MalformedPolicyException with AWS's text for what is wrong
     */
    static ActionPattern read(String text) throws MalformedPolicyException {
        if (text.equals(ANY)) {
            return new ActionPattern(ANY, ANY, Glob.of(ANY));
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new MalformedPolicyException(
                    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        if (text.indexOf(':', colon + 1) >= 0) {
            throw new MalformedPolicyException("Actions/Condition can contain only one colon.");
        }
        String vendor = text.substring(0, colon);
        if (!vendor.equals(ANY) && !isVendor(vendor)) {
            throw new MalformedPolicyException("Vendor " + vendor + " is not valid");
        }
        String folded = Fold.lower(text);
        return new ActionPattern(folded.substring(0, colon), folded, Glob.of(folded));
    }

    private static boolean isVendor(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '-'
                                || c == '.');
    }

    boolean isOfAnyService() {
        return service.equals(ANY);
    }

    boolean isExact() {
        return glob.isExact();
    }

    boolean matches(String foldedAction) {
        return glob.matches(foldedAction);
    }
}
