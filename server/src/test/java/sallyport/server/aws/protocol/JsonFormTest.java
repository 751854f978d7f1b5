// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sallyport.server.aws.shape.Constraints;
import sallyport.server.aws.shape.ModelReader;
import sallyport.server.aws.shape.OperationModel;
import sallyport.server.aws.shape.Redaction;
import tools.jackson.databind.node.ObjectNode;

class JsonFormTest {
    private static final Map<String, OperationModel> SSM =
            ModelReader.read("ssm").operations();

    @Test
    void keepsMembersOfTheModelOnly() throws MalformedBodyException {
        assertThat(decode("StartSession", "{'Target':'t','Surprise':{'a':[1]},'Reason':null}"))
                .isEqualTo("{'Target':'t'}");
    }

    @Test
    void takesNothingForAnEmptyRequest() throws MalformedBodyException {
        assertThat(decode("StartSession", "")).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    1795424400               | 1795424400000
                    1795424400.5             | 1795424400500
                    1.7954244005E9           | 1795424400500
                    '1795424400.5'           | 1795424400500
                    '2026-11-23T09:00:00Z'   | 1795424400000
                    '2026-11-23T10:00:00.5+01:00' | 1795424400500
                    """)
    void readsEveryFormOfATimestamp(String written, String millis) throws MalformedBodyException {
        assertThat(decode("CreateActivation", "{'ExpirationDate':" + written + "}"))
                .isEqualTo("{'ExpirationDate':" + millis + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    StartSession     | {'Target':5}                        | NUMBER_VALUE cannot be converted to String
                    StartSession     | {'Target':true}                     | TRUE_VALUE cannot be converted to String
                    StartSession     | {'Target':{}}                       | Start of structure or map found where not expected.
                    StartSession     | {'Target':[]}                       | Start of list found where not expected
                    StartSession     | {'Target':'i','Parameters':[]}      | Start of list found where not expected
                    StartSession     | {'Target':'i','Parameters':{'p':{}}} | Start of structure or map found where not expected.
                    DescribeSessions | {'MaxResults':'5'}                  | STRING_VALUE cannot be converted to Integer
                    StartSession     | {'Target':5.5}                      | DECIMAL_VALUE cannot be converted to String
                    DescribeSessions | {'MaxResults':5.5}                  | DECIMAL_VALUE cannot be converted to Integer
                    DescribeSessions | {'MaxResults':99999999999}          | NUMBER_VALUE cannot be converted to Integer
                    CreateActivation | {'ExpirationDate':'tomorrow'}       | STRING_VALUE cannot be converted to Date
                    DescribeSessions | {'MaxResults':1e3}                  | DECIMAL_VALUE cannot be converted to Integer
                    CreateActivation | {'ExpirationDate':1e999999}         | DECIMAL_VALUE cannot be converted to Date
                    CreateActivation | {'ExpirationDate':1e99999999999}    | ""
                    DescribeSessions | {'MaxResults':NaN}                  | ""
                    DescribeSessions | {'MaxResults':-Infinity}            | ""
                    StartSession     | []                                  | Start of list found where not expected
                    StartSession     | 'text'                              | Unexpected field type
                    StartSession     | {                                   | ""
                    StartSession     | {} {}                               | ""
                    StartSession     | {'Target':'a','Target':'b'}         | ""
                    """)
    void saysWhyItCannotReadARequest(String operation, String request, String message) {
        assertThatThrownBy(() -> decode(operation, request))
                .isInstanceOf(MalformedBodyException.class)
                .hasMessage(message);
    }

    @Test
    void refusesDeepAndLongNonsenseQuickly() {
        for (String nonsense : new String[] {
            "[".repeat(500_000),
            "{\"a\":".repeat(100_000),
            "{\"Target\":" + "1".repeat(500_000) + "}",
            "{\"" + "n".repeat(500_000)
        }) {
            assertThatThrownBy(() -> JsonForm.parse(nonsense.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(MalformedBodyException.class);
        }
    }

    @Test
    void writesTimestampsAsSecondsWithTheDecimalsTheyNeed() {
        assertThat(Timestamps.seconds(1795424400000L).toPlainString()).isEqualTo("1795424400");
        assertThat(Timestamps.seconds(1795424400500L).toPlainString()).isEqualTo("1795424400.5");
        assertThat(Timestamps.seconds(1795424400123L).toPlainString()).isEqualTo("1795424400.123");
        assertThat(Timestamps.iso8601(1795424400500L)).isEqualTo("2026-11-23T09:00:00Z");
        assertThat(Timestamps.iso8601Millis(1795424400500L)).isEqualTo("2026-11-23T09:00:00.500Z");
        assertThat(Timestamps.rfc822(1795424400500L)).isEqualTo("Mon, 23 Nov 2026 09:00:00 GMT");
    }

    /** Whatever the body is, reading and checking it ends, and what is kept of it is small. */
    @FuzzTest
    void answersAnyBody(byte[] body) {
        for (String operation : new String[] {"StartSession", "DescribeSessions", "CreateActivation"}) {
            OperationModel model = Objects.requireNonNull(SSM.get(operation));
            try {
                ObjectNode tree = JsonForm.decode(model.input(), JsonForm.parse(body));
                Constraints.check(model.input(), tree)
                        .ifPresent(message -> assertThat(message).hasSizeLessThan(40_000));
                assertThat(Redaction.of(model.input(), tree).toString()).hasSizeLessThan(200_000);
                assertThat(JsonForm.encode(model.input(), tree).size()).isEqualTo(tree.size());
            } catch (MalformedBodyException e) {
                assertThat(e).hasMessageMatching("(?s).{0,200}");
            }
        }
    }

    private static String decode(String operation, String request) throws MalformedBodyException {
        byte[] body = request.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return JsonForm.decode(Objects.requireNonNull(SSM.get(operation)).input(), JsonForm.parse(body))
                .toString()
                .replace('"', '\'');
    }
}
