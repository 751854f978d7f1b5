// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeKeyTest {

    @ParameterizedTest
    @ValueSource(ints = {2048, 3072, 4096})
    void acceptsRsaKeysOfGoodLength(int bits) {
        KeyPair pair = TestNodes.keyPair("RSA", bits);
        NodeKey key = NodeKey.parse("Rsa", TestNodes.base64(pair)).orElseThrow();
        assertThat(key.publicKey()).isEqualTo(pair.getPublic());
        assertThat(NodeKey.stored(key.base64()).publicKey()).isEqualTo(pair.getPublic());
    }

    @Test
    void refusesShortKeys() {
        assertThat(NodeKey.parse("Rsa", TestNodes.base64(TestNodes.keyPair("RSA", 1024))))
                .isEmpty();
    }

    @Test
    void refusesLongKeys() {
        assertThat(NodeKey.parse("Rsa", TestNodes.base64(TestNodes.keyPair("RSA", 4608))))
                .isEmpty();
    }

    @Test
    void refusesKeysOfAnotherKind() {
        assertThat(NodeKey.parse("Rsa", TestNodes.base64(TestNodes.keyPair("EC", 256))))
                .isEmpty();
        assertThat(NodeKey.parse("Ed25519", TestNodes.base64(TestNodes.keyPair("RSA", 2048))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"})
    void refusesWhatIsNoKey(String base64) {
        assertThat(NodeKey.parse("Rsa", base64)).isEmpty();
    }
}
