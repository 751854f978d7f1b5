// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.node.Node;
import sallyport.server.service.Reply;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class GetCallerIdentityTest {
    private static final String VERSION = "2011-06-15";

    private TestApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tellsAnAdministratorWhoItIs() {
        Reply reply = api.query(api.admin, "sts", VERSION, "GetCallerIdentity");
        assertThat(reply.xml("Arn")).containsExactly("arn:aws:iam::111122223333:user/admin");
        assertThat(reply.xml("Account")).containsExactly("111122223333");
        assertThat(reply.xml("UserId").getFirst()).startsWith("AIDA");
    }

    @Test
    void tellsANodeTheRoleItActsIn() {
        Node node = api.managed();
        Reply reply = api.query(api.agent(node.id()), "sts", VERSION, "GetCallerIdentity");
        assertThat(reply.xml("Arn"))
                .containsExactly("arn:aws:sts::111122223333:assumed-role/SallyportNode/" + node.id());
        assertThat(reply.xml("UserId").getFirst()).startsWith("AROA").endsWith(":" + node.id());
    }

    @Test
    void tellsNobodyNothing() {
        api.query(TestApi.NOBODY, "sts", VERSION, "GetCallerIdentity")
                .assertError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }
}
