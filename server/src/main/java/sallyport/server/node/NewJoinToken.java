// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.time.Instant;
import sallyport.server.identity.NodeId;
import sallyport.server.keys.Secret;

/** A join token as it is handed out: the only moment at which it is in the clear. */
public record NewJoinToken(Secret token, NodeId node, Instant expires) {}
