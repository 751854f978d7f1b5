// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The operations of SSM that agents call: to register, to get credentials, to say that they are there.
 *
 * <p>Main path: a machine registers with a code and a key; with the key it asks for temporary credentials; with those it makes
 * all other calls. {@code OwnNode} sees to it that a node only ever speaks for itself.
 *
 * <p>AWS publishes no model of these calls; ours is written from {@code docs/protocol/agent.md}.
 */
@NullMarked
package sallyport.server.service.ssm.agent;

import org.jspecify.annotations.NullMarked;
