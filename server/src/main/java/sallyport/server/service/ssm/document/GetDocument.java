// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.document;

import java.time.Instant;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.documents.DocumentTemplate;
import sallyport.server.documents.SessionDocuments;
import sallyport.server.identity.Caller;

/** Gives the text of a document. Asked for YAML it gives the same text, as JSON is YAML. */
public final class GetDocument
        implements Operation<GetDocument.Request, Optional<DocumentTemplate>, GetDocument.Response> {
    /** Which document, by name or ARN. */
    public record Request(
            String name,
            Optional<String> versionName,
            Optional<String> documentVersion,
            Optional<String> documentFormat) {}

    /** The document. */
    public record Response(
            String name,
            Instant createdDate,
            String documentVersion,
            String status,
            String content,
            String documentType,
            String documentFormat) {}

    private final SessionDocuments documents;

    GetDocument(SessionDocuments documents) {
        this.documents = documents;
    }

    @Override
    public String name() {
        return "GetDocument";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return false;
    }

    @Override
    public Plan<Optional<DocumentTemplate>> plan(Request request, Caller caller) {
        return BuiltIn.plan("ssm:GetDocument", request.name(), documents);
    }

    @Override
    public Response handle(Request request, Optional<DocumentTemplate> found, Call call) {
        DocumentTemplate document =
                BuiltIn.require(found, request.name(), request.documentVersion(), request.versionName());
        return new Response(
                document.name(),
                SessionDocuments.CREATED,
                BuiltIn.VERSION,
                "Active",
                document.content(),
                BuiltIn.TYPE,
                request.documentFormat().orElse(BuiltIn.FORMAT));
    }
}
