// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * AWS's older way to reach agents, as far as the official agent needs it before its control channel is up: one long poll that
 * never brings anything.
 */
@NullMarked
package sallyport.server.service.ec2messages;

import org.jspecify.annotations.NullMarked;
