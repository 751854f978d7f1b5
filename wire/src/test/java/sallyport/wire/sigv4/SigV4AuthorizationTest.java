// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigV4AuthorizationTest {
    private static final String CREDENTIAL = "Credential=AKIDEXAMPLE/20261123/us-east-1/ssm/aws4_request";
    private static final String GOOD =
            "AWS4-HMAC-SHA256 " + CREDENTIAL + ", SignedHeaders=host;x-amz-date, Signature=abc";
    private static final Map<String, String> DATED = Map.of("X-Amz-Date", "20261123T090000Z");

    @Test
    void readsTheHeaderForm() throws MalformedAuthorizationException {
        assertThat(parse(GOOD, DATED))
                .isEqualTo(new SigV4Authorization(
                        "AKIDEXAMPLE",
                        new CredentialScope("20261123", "us-east-1", "ssm"),
                        List.of("host", "x-amz-date"),
                        "abc",
                        Instant.parse("2026-11-23T09:00:00Z"),
                        false,
                        Optional.empty(),
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 Signature=abc,SignedHeaders=host;x-amz-date,%s",
                "  AWS4-HMAC-SHA256   %s ,SignedHeaders=host;x-amz-date,  Signature=abc  ",
                "AWS4-HMAC-SHA256 %s, SignedHeaders=X-Amz-Date;Host;host, Signature=abc",
                "AWS4-HMAC-SHA256 %s, SignedHeaders=host;x-amz-date, Signature=abc, Extra=1",
            })
    void toleratesOrderSpacesCaseAndExtras(String form) throws MalformedAuthorizationException {
        assertThat(parse(form.formatted(CREDENTIAL), DATED)).isEqualTo(parse(GOOD, DATED));
    }

    @Test
    void keepsTheEqualsSignsOfABase64Signature() throws MalformedAuthorizationException {
        String header = GOOD.replace("=abc", "=q+/w==");
        assertThat(parse(header, DATED).signature()).isEqualTo("q+/w==");
    }

    @Test
    void takesTheDateHeaderIfThereIsNoOther() throws MalformedAuthorizationException {
        assertThat(parse(GOOD, Map.of("Date", "Mon, 23 Nov 2026 09:00:00 GMT")).signedAt())
                .isEqualTo("2026-11-23T09:00:00Z");
    }

    @Test
    void takesTheSessionToken() throws MalformedAuthorizationException {
        var headers = Map.of("X-Amz-Date", "20261123T090000Z", "X-Amz-Security-Token", "token");
        assertThat(parse(GOOD, headers).securityToken()).contains("token");
    }

    @Test
    void namesEveryMissingPart() {
        assertThatThrownBy(() -> parse("AWS4-HMAC-SHA256", Map.of()))
                .isInstanceOf(MalformedAuthorizationException.class)
                .hasMessage("Authorization header requires 'Credential' parameter."
                        + " Authorization header requires 'Signature' parameter."
                        + " Authorization header requires 'SignedHeaders' parameter."
                        + " Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
                        + " (Hashed with SHA-256 and encoded with Base64)"
                        + " Authorization=YI2YWea8FSxnksZL2ETHbs5elHm9HQufxTLK0W0ffV0=");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Bearer eyJhbGciOi                                | Invalid key=value pair (missing equal-sign)
                    Basic dXNlcjpwYXNz                               | Invalid key=value pair (missing equal-sign)
                    AWS AKIDEXAMPLE:c2lnbmF0dXJl                     | Invalid key=value pair (missing equal-sign)
                    AWS4-ECDSA-P256-SHA256 Credential=a, Signature=b | Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'.
                    AWS4-HMAC-SHA256 Signature=a, Signature=b        | more than one 'Signature'
                    """)
    void refusesOtherSchemes(String header, String message) {
        assertThatThrownBy(() -> parse(header, DATED))
                .isInstanceOf(MalformedAuthorizationException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    AKID/20261123/us-east-1/ssm              | Credential must have exactly 5 slash-delimited elements
                    AKID/x/20261123/us-east-1/ssm/aws4_request | Credential must have exactly 5 slash-delimited elements
                    /20261123/us-east-1/ssm/aws4_request     | Credential must have exactly 5 slash-delimited elements
                    A B/20261123/us-east-1/ssm/aws4_request  | Credential must have exactly 5 slash-delimited elements
                    AKID/20261123/us-east-1/ssm/aws5_request | valid terminator: 'aws4_request', not 'aws5_request'.
                    """)
    void refusesOtherCredentials(String credential, String message) {
        String header = "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host, Signature=abc";
        assertThatThrownBy(() -> parse(header, DATED))
                .isInstanceOf(MalformedAuthorizationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void demandsThatTheHostBeSigned() {
        assertThatThrownBy(() -> parse(GOOD.replace("host;", ""), DATED))
                .hasMessage("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T09:00:00Z", "20261123T250000Z", "20261323T090000Z", "yesterday", ""})
    void refusesOtherDates(String date) {
        assertThatThrownBy(() -> parse(GOOD, Map.of("X-Amz-Date", date)))
                .hasMessage("Date must be in ISO-8601 'basic format'. Got '" + date
                        + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    @Test
    void refusesAHeaderLongerThanAnyRealOne() {
        assertThatThrownBy(() -> parse(GOOD + ", X=" + "y".repeat(8192), DATED))
                .hasMessage("Authorization header must not be longer than 8192 characters.");
    }

    @Test
    void readsTheQueryForm() throws MalformedAuthorizationException {
        QueryString query = QueryString.parse("Action=GetCallerIdentity&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIDEXAMPLE%2F20261123%2Fus-east-1%2Fsts%2Faws4_request"
                + "&X-Amz-Date=20261123T090000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host"
                + "&X-Amz-Security-Token=to%2Bken&X-Amz-Signature=abc");
        assertThat(SigV4Authorization.isPresigned(query)).isTrue();
        assertThat(SigV4Authorization.ofQuery(query))
                .isEqualTo(new SigV4Authorization(
                        "AKIDEXAMPLE",
                        new CredentialScope("20261123", "us-east-1", "sts"),
                        List.of("host"),
                        "abc",
                        Instant.parse("2026-11-23T09:00:00Z"),
                        true,
                        Optional.of(Duration.ofSeconds(60)),
                        Optional.of("to+ken")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    X-Amz-Credential=x                                           | must include 'X-Amz-Algorithm'
                    X-Amz-Algorithm=AWS4-HMAC-SHA1                               | Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1'.
                    X-Amz-Algorithm=AWS4-HMAC-SHA256                             | must include 'X-Amz-Credential'
                    X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Algorithm=AWS4-HMAC-SHA256 | must include 'X-Amz-Algorithm' only once
                    """)
    void namesWhatIsWrongWithAQuery(String query, String message) {
        assertThatThrownBy(() -> SigV4Authorization.ofQuery(QueryString.parse(query)))
                .isInstanceOf(MalformedAuthorizationException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "604801", "soon", "99999999999999999999"})
    void refusesOtherValidities(String expires) {
        QueryString query = QueryString.parse("X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=A/20261123/us-east-1/sts/aws4_request&X-Amz-Date=20261123T090000Z"
                + "&X-Amz-SignedHeaders=host&X-Amz-Signature=abc&X-Amz-Expires=" + expires);
        assertThatThrownBy(() -> SigV4Authorization.ofQuery(query)).hasMessageStartingWith("X-Amz-Expires");
    }

    @Test
    void keepsSignatureAndTokenOutOfLogs() throws MalformedAuthorizationException {
        var headers = Map.of("X-Amz-Date", "20261123T090000Z", "X-Amz-Security-Token", "TOKEN");
        assertThat(parse(GOOD.replace("=abc", "=SIGNATURE"), headers).toString())
                .contains("AKIDEXAMPLE")
                .doesNotContain("TOKEN")
                .doesNotContain("SIGNATURE");
        assertThat(Credentials.temporary("AKIDEXAMPLE", "SECRET", "TOKEN").toString())
                .doesNotContain("TOKEN")
                .doesNotContain("SECRET");
    }

    private static SigV4Authorization parse(String authorization, Map<String, String> headers)
            throws MalformedAuthorizationException {
        return SigV4Authorization.ofHeader(authorization, name -> Optional.ofNullable(headers.get(name)));
    }
}
