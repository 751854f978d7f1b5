// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.Optional;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.policy.ManagedPolicy;
import sallyport.server.service.iam.IamErrors;

/** The managed policy a request names, and which that is; empty if there is none. */
record PolicyTarget(String arn, Optional<ManagedPolicy> found) {

    /** Throws the answer to a caller who may know that there is none. */
    ManagedPolicy policy() {
        return found.orElseThrow(() -> IamErrors.of(new IamProblem.NotAttached(arn)));
    }
}
