// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What callers can ask for: one package per AWS service, one class per operation.
 *
 * <p>Main path: {@code aws.AwsEndpoint} takes an {@link sallyport.server.aws.Operation} from the tables of
 * {@link sallyport.server.service.Services}, lets it {@code plan}, authorises, and lets it {@code handle}. An operation turns
 * AWS's shapes into calls of {@code session}, {@code node}, {@code identity} and {@code documents}, and back; what there is to
 * know about the domain is there.
 *
 * <p>No service package imports another: what two of them need is below.
 */
@NullMarked
package sallyport.server.service;

import org.jspecify.annotations.NullMarked;
