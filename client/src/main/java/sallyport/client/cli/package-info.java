// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The commands people type: {@code connect}, {@code demo}, {@code ledger verify}.
 *
 * <p>{@link sallyport.client.cli.Commands} knows the commands, each is one class here with its options and its exit codes; the
 * work is done in {@code client.session}, {@code client.demo} and the module {@code ledger}.
 */
@NullMarked
package sallyport.client.cli;

import org.jspecify.annotations.NullMarked;
