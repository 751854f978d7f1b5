// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps what must survive: rows in SQLite or PostgreSQL, and the migrations that shape them.
 *
 * <p>Main path: {@link sallyport.server.store.Store#write} and {@link sallyport.server.store.Store#read} lend a
 * {@link sallyport.server.store.Tables}; one class per table holds its SQL and its row. A write is durable when it returns.
 *
 * <p>Must not know what the rows mean: no rule of AWS's or ours lives here, only SQL that both databases take.
 */
@NullMarked
package sallyport.server.store;

import org.jspecify.annotations.NullMarked;
