// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final Home HOME = new Home(new AccountId("111122223333"), new Region("us-east-1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:user/admin",
                "arn:aws:ssm:us-east-1:111122223333:session/admin-abc",
                "arn:aws:ssm:us-east-1::document/AWS-StartSSHSession",
                "arn:aws:logs:us-east-1:111122223333:log-group:/aws/ssm:*",
                "arn:aws:s3:::bucket/key"
            })
    void readsAndWritesArns(String text) {
        assertThat(Arn.parse(text).orElseThrow()).hasToString(text);
    }

    @Test
    void takesAnArnApart() {
        assertThat(Arn.parse("arn:aws:logs:us-east-1:111122223333:log-group:/aws/ssm:*"))
                .contains(new Arn("aws", "logs", "us-east-1", "111122223333", "log-group:/aws/ssm:*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn",
                "arn:aws:iam::111122223333",
                "arn:aws:iam::1:",
                "arn::iam::1:x",
                "arn:aws:::1:x",
                "x:aws:iam::1:x"
            })
    void knowsWhatIsNoArn(String text) {
        assertThat(Arn.parse(text)).isEmpty();
    }

    @Test
    void namesNodesAsAwsDoes() {
        assertThat(HOME.arn(new NodeId("i-0123456789abcdef0")))
                .hasToString("arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0");
        assertThat(HOME.arn(new NodeId("mi-0123456789abcdef0")))
                .hasToString("arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-0123456789abcdef0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"i-0123abcd", "i-0123456789abcdef0", "mi-0123456789abcdef0"})
    void acceptsNodeIds(String text) {
        assertThat(NodeId.parse(text)).contains(new NodeId(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "i-",
                "i-0123abcde",
                "i-0123ABCD",
                "mi-0123abcd",
                "mi-0123456789abcdef01",
                "x-0123abcd",
                "i-0123abcd\n"
            })
    void refusesWhatIsNoNodeId(String text) {
        assertThat(NodeId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new NodeId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "11112222333", "1111222233334", "11112222333a"})
    void refusesWhatIsNoAccount(String digits) {
        assertThatThrownBy(() -> new AccountId(digits)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "us_east_1", "us east", "us-east-1/x"})
    void refusesWhatIsNoRegion(String name) {
        assertThatThrownBy(() -> new Region(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
