// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import java.util.OptionalInt;

/**
 * How a session ended.
 *
 * @param exitCode of the program on the node, when its agent tells
 */
public record SessionOutcome(SessionEnd end, OptionalInt exitCode) {}
