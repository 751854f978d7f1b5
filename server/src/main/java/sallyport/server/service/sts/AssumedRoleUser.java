// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.util.Map;
import sallyport.server.identity.Home;
import sallyport.server.identity.Principal;
import sallyport.server.identity.Role;

/** Who somebody in a role is. */
public record AssumedRoleUser(String assumedRoleId, String arn) {
    static AssumedRoleUser of(Home home, Role role, String sessionName) {
        Principal session = Principal.RoleSession.of(home, role, sessionName, Map.of());
        return new AssumedRoleUser(session.userId(), session.arn().toString());
    }
}
