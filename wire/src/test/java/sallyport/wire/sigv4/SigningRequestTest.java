// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningRequestTest {

    @ParameterizedTest
    @CsvSource({
        "https://gw.test/x, gw.test",
        "https://gw.test:443/x, gw.test",
        "wss://gw.test:443/x, gw.test",
        "http://127.0.0.1:80/, 127.0.0.1",
        "https://gw.test:8443, gw.test:8443",
        "http://gw.test:443/, gw.test:443",
        "https://[::1]:8443/, [::1]:8443",
    })
    void takesTheHostFromTheUri(String uri, String host) {
        assertThat(SigningRequest.of("GET", URI.create(uri), Map.of(), new byte[0])
                        .headers())
                .isEqualTo(Map.of("host", List.of(host)));
    }

    @Test
    void prefersTheHostItIsGiven() {
        assertThat(SigningRequest.of("GET", URI.create("https://a/"), Map.of("HOST", "b"), new byte[0])
                        .headers())
                .isEqualTo(Map.of("host", List.of("b")));
    }

    @Test
    void cannotBeSignedWithoutAHost() {
        var request = new SigningRequest("GET", "/", "", Map.of(), SigningRequest.EMPTY_PAYLOAD_HASH);
        assertThatThrownBy(() ->
                        SigV4Signer.sign(request, Credentials.longTerm("A", "s"), "us-east-1", "ssm", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsQueriesAsFormsDo() {
        assertThat(QueryString.parse("a=1&&b&c=%C3%A4+%2B&=x&a=2&bad=%zz%f").parameters())
                .extracting(QueryString.Parameter::name, QueryString.Parameter::value)
                .containsExactly(
                        tuple("a", "1"),
                        tuple("b", ""),
                        tuple("c", "ä +"),
                        tuple("", "x"),
                        tuple("a", "2"),
                        tuple("bad", "%zz%f"));
        assertThat(QueryString.decodeSegment("a%2Fb+c%20d")).isEqualTo("a/b+c d");
    }

    @Test
    void formatsOnlyRealMoments() {
        assertThat(AmzDate.format(Instant.parse("2015-08-30T12:36:00.9Z"))).isEqualTo("20150830T123600Z");
        assertThat(AmzDate.parse("20150830T123600Z")).contains(Instant.parse("2015-08-30T12:36:00Z"));
        for (String other : List.of("20150830T123600", "20150830t123600Z", "20150230T123600Z", "2015083xT123600Z")) {
            assertThat(AmzDate.parse(other)).isEmpty();
        }
    }
}
