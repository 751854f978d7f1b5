// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.policy;

import java.time.Instant;

/** A version of a managed policy. {@code number}: 2 for v2; {@code document}: JSON, as it was given. */
public record PolicyVersion(int number, String document, boolean isDefault, Instant created) {}
