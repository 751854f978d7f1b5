// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShellWordsTest {
    @Test
    void splitsAtWhiteSpaceAndKeepsWhatIsQuoted() throws Exception {
        assertThat(ShellWords.split("  a\tb\n'c  d' \"e  f\" g\\ h i'j'\"k\"l ''"))
                .containsExactly("a", "b", "c  d", "e  f", "g h", "ijkl", "");
    }

    @Test
    void keepsBackslashesInQuotesUnlessTheyEscape() throws Exception {
        assertThat(ShellWords.split("'a\\b' \"a\\b\" \"a\\\"b\" \"a\\\\b\" a\\\\b"))
                .containsExactly("a\\b", "a\\b", "a\"b", "a\\b", "a\\b");
    }

    @Test
    void leavesOutCommentsButNotHashesInsideWords() throws Exception {
        assertThat(ShellWords.split("a#b # c\nd")).containsExactly("a#b", "d");
    }

    @Test
    void expandsNothing() throws Exception {
        assertThat(ShellWords.split("echo $HOME `id` *; ls | wc"))
                .containsExactly("echo", "$HOME", "`id`", "*;", "ls", "|", "wc");
    }

    @Test
    void refusesWhatHasNoEnd() {
        assertThatThrownBy(() -> ShellWords.split("a 'b")).hasMessageContaining("unclosed '");
        assertThatThrownBy(() -> ShellWords.split("a \"b\\\"")).hasMessageContaining("unclosed \"");
        assertThatThrownBy(() -> ShellWords.split("a \\")).hasMessageContaining("lone backslash");
        assertThatThrownBy(() -> ShellWords.split(" # nothing")).hasMessageContaining("no command");
    }
}
