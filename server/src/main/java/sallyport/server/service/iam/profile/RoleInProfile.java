// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import sallyport.server.service.iam.RoleTarget;

/** An instance profile and a role, both as a request names them. */
record RoleInProfile(ProfileTarget profile, RoleTarget role) {}
