// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the requests and replies of a service look like: its model, read once at start, and what can be done with a model alone.
 *
 * <p>{@link sallyport.server.aws.shape.ModelReader} reads {@code models/<service>.json} (trimmed from botocore by {@code bin/trim-models})
 * and {@code models/<service>.own.json} (ours, by hand) into a {@link sallyport.server.aws.shape.ServiceModel}. Between wire and operations
 * a message is a JSON tree whose names are the model's member names and whose timestamps are epoch milliseconds;
 * {@link sallyport.server.aws.shape.Constraints} checks such a tree, {@link sallyport.server.aws.shape.Redaction} takes the secrets out.
 */
@NullMarked
package sallyport.server.aws.shape;

import org.jspecify.annotations.NullMarked;
