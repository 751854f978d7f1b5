// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

/**
 * A place in the text of a policy.
 *
 * @param line from 1
 * @param column from 1
 */
public record Position(int line, int column) {}
