// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Load on a running server, from a process of its own: {@link Fleet} is many idle nodes, {@link StartSessionLoad} many callers.
 *
 * <p>Both use the same transport and signing code as the real agent and client, so the server sees real peers. Both are started and
 * stopped by {@code bench/run}, take the administrator's key from the environment as the AWS CLI does, print one line of JSON and
 * end by themselves.
 */
@NullMarked
package sallyport.bench.load;

import org.jspecify.annotations.NullMarked;
