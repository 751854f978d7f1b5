// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapeFilterTest {
    private final EscapeFilter filter = new EscapeFilter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ls\\r        | ls\\r",
                "a~.         | a~.",
                "cd ~/x\\r    | cd ~/x\\r",
                "~/bin/x\\r   | ~/bin/x\\r",
                "~~.         | ~.",
                "~~~         | ~~",
                "~\\r~x       | ~\\r~x",
            })
    void passesWhatIsNoEscape(String typed, String sent) {
        var result = type(unescape(typed));

        assertThat(result).isEqualTo(unescape(sent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~.           | ''",
                "ls\\r~.rest   | ls\\r",
                "ls\\n~.       | ls\\n",
                "~~\\r~.       | ~\\r",
            })
    void leavesAtTildeDotOnLineStart(String typed, String sent) {
        var bytes = unescape(typed).getBytes(ISO_8859_1);

        var result = filter.filter(bytes, bytes.length);

        assertThat(filter.hasLeft()).isTrue();
        assertThat(new String(result, ISO_8859_1)).isEqualTo(unescape(sent));
    }

    @Test
    void holdsATildeBackUntilTheNextKey() {
        assertThat(type("~")).isEmpty();
        assertThat(type("x")).isEqualTo("~x");
    }

    @Test
    void findsTheEscapeKeyByKey() {
        assertThat(type("\r")).isEqualTo("\r");
        assertThat(type("~")).isEmpty();
        assertThat(filter.filter(new byte[] {'.'}, 1)).isEmpty();
        assertThat(filter.hasLeft()).isTrue();
    }

    @Test
    void passesEveryByteValue() {
        var all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        assertThat(filter.filter(all, all.length)).isEqualTo(all);
    }

    private String type(String keys) {
        var bytes = keys.getBytes(ISO_8859_1);
        var result = filter.filter(bytes, bytes.length);
        assertThat(filter.hasLeft()).isFalse();
        return new String(result, ISO_8859_1);
    }

    private static String unescape(String text) {
        return text.translateEscapes();
    }
}
