// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PayloadTypeTest {
    @Test
    void findsEveryTypeByItsCode() {
        for (PayloadType type : PayloadType.values()) {
            assertThat(type.code()).isEqualTo(type.ordinal());
            assertThat(PayloadType.of(type.code())).contains(type);
        }
    }

    @Test
    void knowsNoOtherCodes() {
        assertThat(PayloadType.of(-1)).isEmpty();
        assertThat(PayloadType.of(13)).isEmpty();
        assertThat(PayloadType.of(Integer.MAX_VALUE)).isEmpty();
    }
}
