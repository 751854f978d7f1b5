// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The operations of SSM that show documents.
 *
 * <p>Main path: {@link sallyport.server.documents.SessionDocuments} has the documents, the operations put them into AWS's
 * shapes. What is the same for all of them today stands in {@code BuiltIn}.
 */
@NullMarked
package sallyport.server.service.ssm.document;

import org.jspecify.annotations.NullMarked;
