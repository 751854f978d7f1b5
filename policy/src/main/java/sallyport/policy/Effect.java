// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

/** What a statement does to the requests it applies to. */
public enum Effect {
    ALLOW,
    DENY
}
