// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What users prove with that they are who they say: access keys, passwords, MFA devices.
 *
 * <p>Main path: {@link sallyport.server.iam.credential.MfaDevices#verify} says what a code is worth, and uses it up. Secrets are wrapped with
 * the master key, passwords are hashed; what is handed out in the clear is handed out once.
 *
 * <p>Must not decide what a caller may do.
 */
@NullMarked
package sallyport.server.iam.credential;

import org.jspecify.annotations.NullMarked;
