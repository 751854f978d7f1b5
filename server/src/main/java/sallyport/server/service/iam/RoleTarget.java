// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import java.util.Optional;
import sallyport.server.iam.role.IamRole;

/** The role a request names, and which that is; empty if there is none. */
public record RoleTarget(String name, Optional<IamRole> found) {

    /** Throws the answer to a caller who may know that there is none. */
    public IamRole role() {
        return found.orElseThrow(() -> IamErrors.noSuchRole(name));
    }
}
