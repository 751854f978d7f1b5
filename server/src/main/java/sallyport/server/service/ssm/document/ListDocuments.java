// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.PageTokens;
import sallyport.server.aws.Plan;
import sallyport.server.documents.DocumentTemplate;
import sallyport.server.documents.SessionDocuments;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.ssm.tag.Tag;

/** Lists documents in the order of their names. */
public final class ListDocuments implements Operation<ListDocuments.Request, Nothing, ListDocuments.Response> {
    private static final int DEFAULT_PAGE = 50;

    /** Which; every filter must hold, and only one of the two lists may be there. */
    public record Request(
            List<OldFilter> documentFilterList,
            List<Filter> filters,
            Optional<Integer> maxResults,
            Optional<String> nextToken) {}

    /** One condition in the older form. */
    public record OldFilter(String key, String value) {}

    /** One condition; its values are alternatives. */
    public record Filter(Optional<String> key, List<String> values) {}

    /** One page. */
    public record Response(List<Item> documentIdentifiers, Optional<String> nextToken) {}

    /** A document as AWS lists it. */
    public record Item(
            String name,
            Instant createdDate,
            String owner,
            List<String> platformTypes,
            String documentVersion,
            String documentType,
            String schemaVersion,
            String documentFormat,
            List<Tag> tags) {}

    private final Home home;
    private final SessionDocuments documents;
    private final PageTokens pages;

    ListDocuments(Home home, SessionDocuments documents, PageTokens pages) {
        this.home = home;
        this.documents = documents;
        this.pages = pages;
    }

    @Override
    public String name() {
        return "ListDocuments";
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
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of("ssm:ListDocuments", home.arn("ssm", "*")));
    }

    @Override
    public Response handle(Request request, Nothing resolved, Call call) {
        List<DocumentFilters.Condition> conditions = conditions(request);
        List<Object> question = List.of(name(), conditions);
        String after = request.nextToken()
                .map(token -> pages.cursor(question, token).orElseThrow(DocumentErrors::invalidNextToken))
                .orElse("");
        int page = request.maxResults().orElse(DEFAULT_PAGE);
        List<DocumentTemplate> found = documents
                .all()
                .filter(DocumentFilters.all(conditions))
                .filter(document -> document.name().compareTo(after) > 0)
                .limit(page + 1L)
                .toList();
        List<DocumentTemplate> shown = found.subList(0, Math.min(page, found.size()));
        return new Response(
                shown.stream().map(ListDocuments::item).toList(),
                found.size() > page
                        ? Optional.of(pages.issue(question, shown.getLast().name()))
                        : Optional.empty());
    }

    private static List<DocumentFilters.Condition> conditions(Request request) {
        if (!request.filters().isEmpty() && !request.documentFilterList().isEmpty()) {
            throw DocumentErrors.bothFilterLists();
        }
        return Stream.concat(
                        request.documentFilterList().stream()
                                .map(filter -> new DocumentFilters.Condition(filter.key(), List.of(filter.value()))),
                        request.filters().stream()
                                .map(filter -> new DocumentFilters.Condition(
                                        filter.key().orElse(""), filter.values())))
                .toList();
    }

    private static Item item(DocumentTemplate document) {
        return new Item(
                document.name(),
                SessionDocuments.CREATED,
                BuiltIn.OWNER,
                BuiltIn.PLATFORMS,
                BuiltIn.VERSION,
                BuiltIn.TYPE,
                BuiltIn.SCHEMA_VERSION,
                BuiltIn.FORMAT,
                List.of());
    }
}
