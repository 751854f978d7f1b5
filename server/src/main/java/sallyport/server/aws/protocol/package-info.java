// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How AWS's protocols write requests, replies and errors; one class per protocol, driven by the service model alone.
 *
 * <p>{@link sallyport.server.aws.protocol.Protocol#decode} turns an HTTP request into the tree of {@code shape}, {@code encode} turns a
 * tree, or a {@link sallyport.server.aws.protocol.WireError}, into an HTTP response. What the front door refuses before any operation is
 * asked is a {@link sallyport.server.aws.protocol.Failure}; each protocol has its own codes and statuses for it.
 */
@NullMarked
package sallyport.server.aws.protocol;

import org.jspecify.annotations.NullMarked;
