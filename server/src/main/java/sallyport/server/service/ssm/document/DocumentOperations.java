// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.document;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.aws.PageTokens;
import sallyport.server.documents.SessionDocuments;
import sallyport.server.identity.Home;

/** The operations on documents. */
public final class DocumentOperations {
    private DocumentOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, SessionDocuments documents, PageTokens pages) {
        return List.of(
                new GetDocument(documents), new DescribeDocument(documents), new ListDocuments(home, documents, pages));
    }
}
