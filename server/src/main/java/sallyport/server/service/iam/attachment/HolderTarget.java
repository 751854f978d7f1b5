// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import java.util.Optional;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.policy.PolicyHolder;
import sallyport.server.service.iam.IamErrors;

/** The user, group or role a request names, and which that is; empty if there is none. */
record HolderTarget(Entity entity, String name, Optional<PolicyHolder> found) {

    /** Throws the answer to a caller who may know that there is none. */
    PolicyHolder holder() {
        return found.orElseThrow(() -> IamErrors.of(new IamProblem.Missing(entity, name)));
    }
}
