// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a caller sends as a signature, reading it ends in a value or in the one exception, and the value keeps its promises. */
class SigV4AuthorizationFuzzTest {
    private static final String SAMPLE = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/us-east-1/ssm/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature=abcdef";

    @FuzzTest
    void readsAnyHeader(FuzzedDataProvider data) {
        String date = data.consumeString(32);
        answers(data.consumeRemainingAsString(), date);
    }

    @FuzzTest
    void readsAnyQuery(FuzzedDataProvider data) {
        String raw = data.consumeRemainingAsString();
        QueryString query = QueryString.parse(raw);
        try {
            keepsItsPromises(SigV4Authorization.ofQuery(query));
        } catch (MalformedAuthorizationException e) {
            assertThat(e).hasMessageMatching("(?s).{1,400}");
        }
        var request = new SigningRequest("GET", raw, raw, Map.of("host", List.of(raw)), raw);
        String canonical = CanonicalRequest.of(request, List.of("host"), PathStyle.NORMALIZED)
                .text();
        assertThat(canonical.length()).isLessThan(200 + 40 * raw.length());
    }

    @Test
    void readsMutationsOfAGoodHeader() {
        var random = new Random(20261123);
        for (int i = 0; i < 10_000; i++) {
            var header = new StringBuilder(SAMPLE);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                int at = random.nextInt(header.length());
                switch (random.nextInt(3)) {
                    case 0 -> header.setCharAt(at, (char) random.nextInt(0x180));
                    case 1 -> header.deleteCharAt(at);
                    default -> header.insert(at, header.substring(at, Math.min(header.length(), at + 20)));
                }
            }
            answers(header.toString(), "20261123T090000Z");
        }
    }

    private static void answers(String header, String date) {
        try {
            keepsItsPromises(SigV4Authorization.ofHeader(
                    header, name -> name.equals("X-Amz-Date") ? Optional.of(date) : Optional.empty()));
        } catch (MalformedAuthorizationException e) {
            assertThat(e).hasMessageMatching("(?s).{1,600}");
        }
    }

    private static void keepsItsPromises(SigV4Authorization authorization) {
        assertThat(authorization.accessKeyId()).matches("[A-Za-z0-9_-]{1,128}");
        assertThat(authorization.signedHeaders()).contains("host").isSorted().doesNotHaveDuplicates();
        assertThat(authorization.signature()).isNotEmpty();
        var request = new SigningRequest("GET", "/", "", Map.of(), SigningRequest.EMPTY_PAYLOAD_HASH);
        assertThat(SigV4Verifier.STANDARD.verify(authorization, request, "secret", Instant.EPOCH))
                .isNotInstanceOf(Verification.Valid.class);
    }
}
