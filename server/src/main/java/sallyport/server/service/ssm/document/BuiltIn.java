// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.document;

import java.util.List;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Plan;
import sallyport.server.documents.DocumentTemplate;
import sallyport.server.documents.SessionDocuments;
import sallyport.server.identity.Arn;

/** What is the same for every document there is today: built in, in one version. */
final class BuiltIn {
    static final String OWNER = "Amazon";
    static final String VERSION = "1";
    static final String TYPE = "Session";
    static final String FORMAT = "JSON";
    static final String SCHEMA_VERSION = "1.0";
    static final List<String> PLATFORMS = List.of("Windows", "Linux", "MacOS");

    private BuiltIn() {}

    /** Requires the action on a document, and finds it. */
    static Plan<Optional<DocumentTemplate>> plan(String action, String nameOrArn, SessionDocuments documents) {
        List<Arn> names = documents.arns(nameOrArn);
        Requirement requirement = Requirement.of(action, names.getFirst())
                .alsoSpelled(names.subList(1, names.size()))
                .with("ssm:DocumentType", TYPE);
        return new Plan<>(requirement, documents.find(nameOrArn));
    }

    /** The document, if the version asked for is the one it has. */
    static DocumentTemplate require(
            Optional<DocumentTemplate> found, String name, Optional<String> version, Optional<String> versionName) {
        DocumentTemplate document = found.orElseThrow(() -> DocumentErrors.noSuchDocument(name));
        boolean other =
                version.isPresent() && !List.of("$DEFAULT", "$LATEST", VERSION).contains(version.get());
        if (other || versionName.isPresent()) {
            throw DocumentErrors.noSuchVersion();
        }
        return document;
    }
}
