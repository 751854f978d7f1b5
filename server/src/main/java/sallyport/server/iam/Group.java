// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.time.Instant;
import sallyport.server.identity.Arn;

/**
 * A group, as it was when it was read.
 *
 * @param groupId AWS's unique id, {@code AGPA…}: stays when the name changes
 * @param path begins and ends with a slash
 */
public record Group(String groupId, String name, String path, Arn arn, Instant created) {}
