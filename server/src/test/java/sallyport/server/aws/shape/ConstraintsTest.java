// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sallyport.server.aws.shape.Shape.Structure;
import tools.jackson.databind.json.JsonMapper;

/** AWS's sentences about requests that break a model, on the real models. */
class ConstraintsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    StartSession                | {'Target':'i-1'}
                    StartSession                | {'Target':'i-1','DocumentName':'AWS-StartSSHSession','Parameters':{'portNumber':['22']}}
                    DescribeSessions            | {'State':'Active','MaxResults':200,'Filters':[{'key':'Owner','value':'x'}]}
                    DescribeInstanceInformation | {}
                    AddTagsToResource           | {'ResourceType':'ManagedInstance','ResourceId':'mi-0123456789abcdef0','Tags':[{'Key':'ä /=+-@','Value':''}]}
                    """)
    void findsNothingWrongWithAGoodRequest(String operation, String request) {
        assertThat(check(operation, request)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    StartSession | {} | Value null at 'target' failed to satisfy constraint: Member must not be null
                    StartSession | {'Target':''} | Value '' at 'target' failed to satisfy constraint: Member must have length greater than or equal to 1
                    StartSession | {'Target':'i','DocumentName':'no spaces'} | Value 'no spaces' at 'documentName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9_\\-.:/]{3,128}$
                    DescribeSessions | {'State':'Idle'} | Value 'Idle' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [Active, History]
                    DescribeSessions | {'State':'Active','MaxResults':201} | Value '201' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 200
                    DescribeSessions | {'State':'Active','MaxResults':0} | Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1
                    DescribeSessions | {'State':'Active','Filters':[]} | Value '[]' at 'filters' failed to satisfy constraint: Member must have length greater than or equal to 1
                    DescribeSessions | {'State':'Active','Filters':[{'key':'Owner','value':'x'},{'key':'Owner'}]} | Value null at 'filters.2.member.value' failed to satisfy constraint: Member must not be null
                    DescribeSessions | {'State':'Active','Filters':[null]} | Value null at 'filters.1.member' failed to satisfy constraint: Member must not be null
                    DescribeInstanceInformation | {'InstanceInformationFilterList':[{'key':'InstanceIds','valueSet':['','b']}]} | Value '[, b]' at 'instanceInformationFilterList.1.member.valueSet' failed to satisfy constraint: Member must satisfy constraint: [Member must have length greater than or equal to 1]
                    RegisterManagedInstance | {'ActivationCode':'short','ActivationId':'7a62c49f-347e-4fc4-9331-6e8e7a96aa73','PublicKey':'k','PublicKeyType':'Rsa','Fingerprint':'f'} | Value at 'activationCode' failed to satisfy constraint: Member must have length greater than or equal to 20
                    """)
    void saysWhatIsWrong(String operation, String request, String violation) {
        assertThat(check(operation, request)).contains("1 validation error detected: " + violation);
    }

    @Test
    void countsLettersAndNotTheirHalves() {
        assertThat(check("StartSession", "{'Target':'i','Reason':'" + "😀".repeat(256) + "'}"))
                .isEmpty();
        assertThat(check("StartSession", "{'Target':'i','Reason':'" + "😀".repeat(257) + "'}"))
                .isPresent();
    }

    @Test
    void tellsOfKeysAndValuesOfAMapAsAWhole() {
        assertThat(check("StartSession", "{'Target':'i','Parameters':{'':['x']}}"))
                .contains("1 validation error detected: Value '{=[x]}' at 'parameters' failed to satisfy constraint:"
                        + " Map keys must satisfy constraint: [Member must have length less than or equal to 255,"
                        + " Member must have length greater than or equal to 1]");
    }

    @Test
    void joinsSeveralAndStopsAtTwenty() {
        assertThat(check("StartSession", "{'Reason':''}"))
                .contains("3 validation errors detected: Value null at 'target' failed to satisfy constraint: Member"
                        + " must not be null; Value '' at 'reason' failed to satisfy constraint: Member must have"
                        + " length greater than or equal to 1; Value '' at 'reason' failed to satisfy constraint:"
                        + " Member must satisfy regular expression pattern: ^.{1,256}$");
        String filters = "{},".repeat(1_000);
        assertThat(check("DescribeSessions", "{'State':'Active','Filters':[" + filters + "{}]}")
                        .orElseThrow())
                .startsWith("20 validation errors detected: ")
                .hasSizeLessThan(4_000);
    }

    @Test
    void showsTheBeginningOfALongValue() {
        assertThat(check("StartSession", "{'Target':'" + "x".repeat(100_000) + "'}")
                        .orElseThrow())
                .contains("x".repeat(512) + "…' at 'target'")
                .hasSizeLessThan(800);
    }

    private static Optional<String> check(String operation, String request) {
        Structure input = Objects.requireNonNull(
                        ModelReader.read("ssm").operations().get(operation))
                .input();
        return Constraints.check(input, JsonMapper.shared().readTree(request.replace('\'', '"')));
    }
}
