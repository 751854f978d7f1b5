// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

/**
 * Letters without their case, as actions, condition keys and {@code …IgnoreCase} operators want it.
 *
 * <p>SECURITY: no letter beyond ASCII ever becomes one of ASCII. Java's own folding turns the Kelvin sign into {@code k} and the long s
 * into {@code s}, so that a look-alike would name an action.
 */
public final class Fold {
    private static final int ASCII = 128;

    private Fold() {}

    /** The text in lower case; the same object if it already is. */
    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (lower(text.charAt(i)) != text.charAt(i)) {
                return lowerFrom(i, text);
            }
        }
        return text;
    }

    private static String lowerFrom(int start, String text) {
        char[] letters = text.toCharArray();
        for (int i = start; i < letters.length; i++) {
            letters[i] = lower(letters[i]);
        }
        return new String(letters);
    }

    private static char lower(char letter) {
        if (letter < ASCII) {
            return letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
        }
        char lower = Character.toLowerCase(letter);
        return lower < ASCII ? letter : lower;
    }
}
