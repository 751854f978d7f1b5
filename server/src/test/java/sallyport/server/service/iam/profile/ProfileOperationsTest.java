// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class ProfileOperationsTest {
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
    void takesOneRole() {
        assertThat(api.iam("CreateInstanceProfile", "InstanceProfileName", "web", "Path", "/eng/")
                        .xml("Arn"))
                .containsExactly("arn:aws:iam::111122223333:instance-profile/eng/web");
        api.iam("AddRoleToInstanceProfile", "InstanceProfileName", "web", "RoleName", "SallyportNode")
                .xml("RequestId");
        api.iam("AddRoleToInstanceProfile", "InstanceProfileName", "web", "RoleName", "SallyportNode")
                .assertError(409, "LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        assertThat(api.iam("GetInstanceProfile", "InstanceProfileName", "web").xml("RoleName"))
                .containsExactly("SallyportNode");
        assertThat(api.iam("ListInstanceProfilesForRole", "RoleName", "SallyportNode")
                        .xml("InstanceProfileName"))
                .containsExactly("SallyportNode", "web");
        api.iam("DeleteRole", "RoleName", "SallyportNode")
                .assertError(
                        409, "DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.");
        api.iam("DeleteInstanceProfile", "InstanceProfileName", "web")
                .assertError(
                        409, "DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.");
        api.iam("RemoveRoleFromInstanceProfile", "InstanceProfileName", "web", "RoleName", "SallyportNode")
                .xml("RequestId");
        api.iam("DeleteInstanceProfile", "InstanceProfileName", "web").xml("RequestId");
        api.iam("GetInstanceProfile", "InstanceProfileName", "web")
                .assertError(404, "NoSuchEntity", "Instance Profile web cannot be found.");
        assertThat(api.iam("ListInstanceProfiles").xml("InstanceProfileName")).containsExactly("SallyportNode");
    }
}
