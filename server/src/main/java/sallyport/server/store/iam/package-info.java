// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of IAM beside users, roles and access keys: one class each, reached through {@link sallyport.server.store.Tables}.
 *
 * <p>Whatever belongs to a user, group or role is keyed by its unique id. Must not know IAM's rules: what may be changed is
 * for {@code server.iam} to say.
 */
@NullMarked
package sallyport.server.store.iam;

import org.jspecify.annotations.NullMarked;
