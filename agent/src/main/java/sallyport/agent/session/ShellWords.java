// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into arguments as a POSIX shell would, without running one: white space separates, quotes and
 * backslashes keep it, {@code #} at the start of a word begins a comment. Nothing is expanded; {@code ;} and {@code |} are
 * letters like any other.
 *
 * <p>COMPAT: NonInteractiveCommands documents are written for AWS's agent, which splits so and runs no shell. A document
 * that wants one says {@code sh -c '…'}.
 */
final class ShellWords {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    static List<String> split(String line) throws RefusedSessionException {
        var words = new ShellWords(line);
        words.splitAll();
        if (words.words.isEmpty()) {
            throw new RefusedSessionException("the document of this session contains no command");
        }
        return List.copyOf(words.words);
    }

    private void splitAll() throws RefusedSessionException {
        while (at < line.length()) {
            char next = line.charAt(at++);
            switch (next) {
                case ' ', '\t', '\r', '\n' -> endWord();
                case '\'' -> takeUntil('\'');
                case '"' -> takeDoubleQuoted();
                case '\\' -> add(escaped());
                case '#' -> {
                    if (inWord) {
                        add(next);
                    } else {
                        skipComment();
                    }
                }
                default -> add(next);
            }
        }
        endWord();
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void add(char letter) {
        word.append(letter);
        inWord = true;
    }

    private char escaped() throws RefusedSessionException {
        if (at == line.length()) {
            throw new RefusedSessionException("the command of this session ends with a lone backslash");
        }
        return line.charAt(at++);
    }

    private void takeUntil(char quote) throws RefusedSessionException {
        int end = line.indexOf(quote, at);
        if (end < 0) {
            throw unclosed(quote);
        }
        word.append(line, at, end);
        inWord = true;
        at = end + 1;
    }

    /** Inside double quotes a backslash is one only before a quote or another backslash. */
    private void takeDoubleQuoted() throws RefusedSessionException {
        inWord = true;
        while (at < line.length() && line.charAt(at) != '"') {
            char next = line.charAt(at++);
            boolean escapes = next == '\\' && at < line.length() && "\"\\".indexOf(line.charAt(at)) >= 0;
            word.append(escapes ? line.charAt(at++) : next);
        }
        if (at == line.length()) {
            throw unclosed('"');
        }
        at++;
    }

    private static RefusedSessionException unclosed(char quote) {
        return new RefusedSessionException("the command of this session has an unclosed " + quote);
    }

    private void skipComment() {
        int end = line.indexOf('\n', at);
        at = end < 0 ? line.length() : end;
    }
}
