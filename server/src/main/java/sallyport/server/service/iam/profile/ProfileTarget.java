// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import java.util.Optional;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.role.InstanceProfile;
import sallyport.server.service.iam.IamErrors;

/** The instance profile a request names, and which that is; empty if there is none. */
record ProfileTarget(String name, Optional<InstanceProfile> found) {

    /** Throws the answer to a caller who may know that there is none. */
    InstanceProfile profile() {
        return found.orElseThrow(() -> IamErrors.of(new IamProblem.Missing(Entity.INSTANCE_PROFILE, name)));
    }
}
