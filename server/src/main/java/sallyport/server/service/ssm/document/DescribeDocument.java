// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.documents.DocumentParameter;
import sallyport.server.documents.DocumentTemplate;
import sallyport.server.documents.SessionDocuments;
import sallyport.server.identity.Caller;
import sallyport.server.service.ssm.tag.Tag;

/** Says about a document what one should know before using it. */
public final class DescribeDocument
        implements Operation<DescribeDocument.Request, Optional<DocumentTemplate>, DescribeDocument.Response> {
    /** Which document, by name or ARN. */
    public record Request(String name, Optional<String> documentVersion, Optional<String> versionName) {}

    /** Its description. */
    public record Response(Description document) {}

    /** A document as AWS describes it. */
    public record Description(
            String hash,
            String hashType,
            String name,
            String owner,
            Instant createdDate,
            String status,
            String documentVersion,
            String description,
            List<Parameter> parameters,
            List<String> platformTypes,
            String documentType,
            String schemaVersion,
            String latestVersion,
            String defaultVersion,
            String documentFormat,
            List<Tag> tags) {}

    /** A parameter as AWS describes it. */
    public record Parameter(String name, String type, String description, Optional<String> defaultValue) {}

    private final SessionDocuments documents;

    DescribeDocument(SessionDocuments documents) {
        this.documents = documents;
    }

    @Override
    public String name() {
        return "DescribeDocument";
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
        return BuiltIn.plan("ssm:DescribeDocument", request.name(), documents);
    }

    @Override
    public Response handle(Request request, Optional<DocumentTemplate> found, Call call) {
        DocumentTemplate document =
                BuiltIn.require(found, request.name(), request.documentVersion(), request.versionName());
        return new Response(new Description(
                document.hash(),
                "Sha256",
                document.name(),
                BuiltIn.OWNER,
                SessionDocuments.CREATED,
                "Active",
                BuiltIn.VERSION,
                document.description(),
                document.parameters().stream().map(DescribeDocument::parameter).toList(),
                BuiltIn.PLATFORMS,
                BuiltIn.TYPE,
                BuiltIn.SCHEMA_VERSION,
                BuiltIn.VERSION,
                BuiltIn.VERSION,
                BuiltIn.FORMAT,
                List.of()));
    }

    private static Parameter parameter(DocumentParameter parameter) {
        return new Parameter(parameter.name(), "String", parameter.description(), parameter.defaultValue());
    }
}
