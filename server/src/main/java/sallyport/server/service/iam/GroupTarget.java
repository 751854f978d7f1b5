// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import java.util.Optional;
import sallyport.server.iam.Group;

/** The group a request names, and which that is; empty if there is none. */
public record GroupTarget(String name, Optional<Group> found) {

    /** Throws the answer to a caller who may know that there is none. */
    public Group group() {
        return found.orElseThrow(() -> IamErrors.noSuchGroup(name));
    }
}
