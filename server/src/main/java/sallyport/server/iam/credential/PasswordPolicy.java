// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.credential;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * What the passwords of users must be.
 *
 * @param maxAgeDays 0 for passwords that do not expire
 * @param reusePrevention how many former passwords are not taken again, 0 to 24
 * @param hardExpiry whether a user whose password has expired must ask an administrator
 */
public record PasswordPolicy(
        int minimumLength,
        Kinds kinds,
        boolean usersMayChange,
        int maxAgeDays,
        int reusePrevention,
        boolean hardExpiry) {
    private static final String SYMBOLS = "!@#$%^&*()_+-=[]{}|'";
    private static final int DEFAULT_MINIMUM_LENGTH = 8;

    /** Which kinds of characters a password must have. */
    public record Kinds(boolean symbols, boolean numbers, boolean upperCase, boolean lowerCase) {}

    /** The rule a password breaks, if any. */
    Optional<PasswordRule> broken(String password) {
        if (password.codePointCount(0, password.length()) < minimumLength) {
            return Optional.of(new PasswordRule.MinimumLength(minimumLength));
        }
        if (kinds.upperCase && !has(password, PasswordPolicy::isUpperCase)) {
            return Optional.of(new PasswordRule.UpperCase());
        }
        if (kinds.lowerCase && !has(password, PasswordPolicy::isLowerCase)) {
            return Optional.of(new PasswordRule.LowerCase());
        }
        if (kinds.numbers && !has(password, PasswordPolicy::isNumber)) {
            return Optional.of(new PasswordRule.Digit());
        }
        if (kinds.symbols && !has(password, PasswordPolicy::isSymbol)) {
            return Optional.of(new PasswordRule.Symbol());
        }
        return Optional.empty();
    }

    /** The rule a password breaks where no policy is set, if any: eight characters of three kinds, and not a name that everybody knows. */
    static Optional<PasswordRule> brokenByDefault(String password, String userName, String account) {
        if (password.codePointCount(0, password.length()) < DEFAULT_MINIMUM_LENGTH) {
            return Optional.of(new PasswordRule.MinimumLength(DEFAULT_MINIMUM_LENGTH));
        }
        long kinds = Stream.<IntPredicate>of(
                        PasswordPolicy::isUpperCase,
                        PasswordPolicy::isLowerCase,
                        PasswordPolicy::isNumber,
                        PasswordPolicy::isSymbol)
                .filter(kind -> has(password, kind))
                .count();
        if (kinds < 3) {
            return Optional.of(new PasswordRule.ThreeKinds());
        }
        return password.equalsIgnoreCase(userName) || password.equalsIgnoreCase(account)
                ? Optional.of(new PasswordRule.NotTheName())
                : Optional.empty();
    }

    private static boolean has(String password, IntPredicate kind) {
        return password.chars().anyMatch(kind);
    }

    private static boolean isUpperCase(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLowerCase(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isNumber(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSymbol(int c) {
        return SYMBOLS.indexOf(c) >= 0;
    }
}
