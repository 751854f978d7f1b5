// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {

    private static final Secret SECRET = new Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private final SecureRandom random = new SecureRandom();
    private final MasterKey key = MasterKey.random(random);

    @Test
    void unwrapsWhatItWrapped() {
        String wrapped = key.wrap(SECRET, "AKIA1");
        assertThat(wrapped).doesNotContain(SECRET.value());
        assertThat(key.unwrap(wrapped, "AKIA1")).isEqualTo(SECRET);
    }

    @Test
    void wrapsTheSameSecretDifferentlyEachTime() {
        assertThat(key.wrap(SECRET, "AKIA1")).isNotEqualTo(key.wrap(SECRET, "AKIA1"));
    }

    @Test
    void refusesASecretThatWasMovedToAnotherOwner() {
        String wrapped = key.wrap(SECRET, "AKIA1");
        assertThatThrownBy(() -> key.unwrap(wrapped, "AKIA2")).isInstanceOf(WrongKeyException.class);
    }

    @Test
    void refusesASecretOfAnotherKey() {
        String wrapped = MasterKey.random(random).wrap(SECRET, "AKIA1");
        assertThatThrownBy(() -> key.unwrap(wrapped, "AKIA1"))
                .isInstanceOf(WrongKeyException.class)
                .hasMessage("the secret of AKIA1 was not wrapped with this master key");
    }

    @Test
    void refusesASecretInWhichAnyByteWasChanged() {
        byte[] wrapped = Base64.getDecoder().decode(key.wrap(SECRET, "AKIA1"));
        for (int i = 0; i < wrapped.length; i++) {
            byte[] altered = wrapped.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> key.unwrap(Base64.getEncoder().encodeToString(altered), "AKIA1"))
                    .as("byte %d", i)
                    .isInstanceOf(WrongKeyException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64 !", "AQ==", "AQAAAAAAAAAAAAAAAAA="})
    void refusesWhatIsNoWrappedSecret(String text) {
        assertThatThrownBy(() -> key.unwrap(text, "AKIA1")).isInstanceOf(WrongKeyException.class);
    }

    @Test
    void derivesTheSameKeyForTheSamePurposeOnly() {
        assertThat(key.derive("pages")).isEqualTo(key.derive("pages"));
        assertThat(key.derive("pages")).isNotEqualTo(key.derive("other"));
        assertThat(key.derive("pages")).isNotEqualTo(MasterKey.random(random).derive("pages"));
        assertThat(key.derive("pages").getEncoded()).hasSize(32);
    }

    @Test
    void neverPrintsASecret() {
        assertThat(SECRET).hasToString("***");
    }

    @Test
    void recognisesTheTokenOfAHashAndNoOther() {
        TokenHash hash = TokenHash.of(new Secret("the token"));
        assertThat(hash.matches("the token")).isTrue();
        assertThat(hash.matches("the Token")).isFalse();
        assertThat(hash.matches("")).isFalse();
        // printf 'the token' | sha256sum
        assertThat(hash.hex()).isEqualTo("d94772fd76a9e3a1c170673847ba8f96851fd423b1a7834871cd2c78633c7e97");
    }
}
