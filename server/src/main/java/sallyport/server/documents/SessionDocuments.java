// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Home;

/** The session documents there are: those built in, which AWS calls owned by {@code Amazon}. Immutable. */
public final class SessionDocuments {
    /** The document of an account's preferences, used when StartSession names none. */
    public static final String PREFERENCES = "SSM-SessionManagerRunShell";

    /** When the built-in documents were written. */
    public static final Instant CREATED = Instant.parse("2026-11-22T00:00:00Z");

    private static final List<String> BUILT_IN = List.of(
            "AWS-StartInteractiveCommand",
            "AWS-StartNonInteractiveCommand",
            "AWS-StartPortForwardingSession",
            "AWS-StartPortForwardingSessionToRemoteHost",
            "AWS-StartPortForwardingSessionToSocket",
            "AWS-StartSSHSession");

    private static final String ARN_RESOURCE = "document/";

    private final Home home;
    private final Map<String, DocumentTemplate> builtIn = new LinkedHashMap<>();
    private final DocumentTemplate shell;

    public SessionDocuments(Home home) {
        this.home = home;
        BUILT_IN.forEach(name -> builtIn.put(name, load(name, name)));
        this.shell = load(PREFERENCES, "default-shell");
    }

    private static DocumentTemplate load(String name, String resource) {
        try (InputStream in = SessionDocuments.class.getResourceAsStream(resource + ".json")) {
            if (in == null) {
                throw new AssertionError("the server's jar lacks " + resource);
            }
            return DocumentTemplate.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | InvalidDocumentException e) {
            throw new AssertionError("the server's jar is damaged in " + resource, e);
        }
    }

    /** The document with this name or ARN; empty if there is none. */
    public Optional<DocumentTemplate> find(String nameOrArn) {
        return name(nameOrArn).map(builtIn::get);
    }

    /** The name in a name or ARN of a document of this region; empty for an ARN of something else. */
    private Optional<String> name(String nameOrArn) {
        if (!nameOrArn.startsWith("arn:")) {
            return Optional.of(nameOrArn);
        }
        return Arn.parse(nameOrArn)
                .filter(arn -> arn.service().equals("ssm")
                        && arn.region().equals(home.region().name())
                        && (arn.account().isEmpty()
                                || arn.account().equals(home.account().digits()))
                        && arn.resource().startsWith(ARN_RESOURCE))
                .map(arn -> arn.resource().substring(ARN_RESOURCE.length()));
    }

    /** What runs when StartSession names no document: a shell, not logged, not encrypted, with the server's limits. */
    public DocumentTemplate shell() {
        return shell;
    }

    /** Every document, ordered by name. */
    public Stream<DocumentTemplate> all() {
        return builtIn.values().stream();
    }

    /**
     * The ARNs by which a policy may name a document. AWS's own belong to no account, yet policies are commonly written
     * with the account's number: either will do.
     */
    public List<Arn> arns(String nameOrArn) {
        String name = name(nameOrArn).orElse(nameOrArn);
        Arn owned = home.arn("ssm", ARN_RESOURCE + name);
        return builtIn.containsKey(name)
                ? List.of(new Arn(Arn.AWS, "ssm", home.region().name(), "", ARN_RESOURCE + name), owned)
                : List.of(owned);
    }
}
