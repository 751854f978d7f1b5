// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

/**
 * An IAM role.
 *
 * @param roleId AWS's unique id, {@code AROA…}
 */
public record Role(String name, String roleId, Arn arn) {}
