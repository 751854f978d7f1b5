// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The front door: every API call of every service comes in here and nowhere else.
 *
 * <p>{@link sallyport.server.aws.AwsEndpoint} takes a request down one path: route to an {@link sallyport.server.aws.Operation} → verify
 * the signature → decode and validate against the service model → {@code plan} → authorise → ledger → {@code handle} → ledger → encode.
 * Services hand over a table of operations ({@link sallyport.server.aws.Service}); they never see HTTP, XML or a signature. The front door
 * knows no service and keeps no state between requests.
 */
@NullMarked
package sallyport.server.aws;

import org.jspecify.annotations.NullMarked;
