// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.PageTokens;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.session.Session;
import sallyport.server.session.SessionFilter;
import sallyport.server.session.SessionId;
import sallyport.server.session.SessionPage;
import sallyport.server.session.SessionStatus;
import sallyport.server.session.Sessions;

/** Lists sessions, those that go on or those that have ended, newest first. */
public final class DescribeSessions implements Operation<DescribeSessions.Request, Nothing, DescribeSessions.Response> {
    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_DETAILS = 1024;

    /** Which sessions; every filter must hold. */
    public record Request(
            String state, Optional<Integer> maxResults, Optional<String> nextToken, List<Filter> filters) {}

    /** One condition. */
    public record Filter(String key, String value) {}

    /** One page. */
    public record Response(List<Item> sessions, Optional<String> nextToken) {}

    /** A session as AWS shows it. */
    public record Item(
            String sessionId,
            String target,
            String status,
            Instant startDate,
            Optional<Instant> endDate,
            String documentName,
            String owner,
            Optional<String> reason,
            Optional<String> details,
            OutputUrl outputUrl,
            Optional<String> maxSessionDuration,
            String accessType) {}

    /** Reserved by AWS; always empty. */
    public record OutputUrl() {}

    private final Home home;
    private final Sessions sessions;
    private final PageTokens pages;

    DescribeSessions(Home home, Sessions sessions, PageTokens pages) {
        this.home = home;
        this.sessions = sessions;
        this.pages = pages;
    }

    @Override
    public String name() {
        return "DescribeSessions";
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
        return Plan.of(Requirement.of("ssm:DescribeSessions", home.arn("ssm", "*")));
    }

    @Override
    public Response handle(Request request, Nothing resolved, Call call) {
        List<SessionFilter> filters =
                request.filters().stream().map(DescribeSessions::filter).toList();
        List<Object> question = List.of(name(), request.state(), request.filters());
        Optional<SessionId> after = request.nextToken()
                .map(token -> pages.cursor(question, token)
                        .flatMap(SessionId::parse)
                        .orElseThrow(SessionErrors::invalidNextToken));
        SessionPage page = sessions.list(
                request.state().equals("Active"),
                filters,
                after,
                request.maxResults().orElse(DEFAULT_PAGE));
        return new Response(
                page.sessions().stream().map(DescribeSessions::item).toList(),
                page.next().map(last -> pages.issue(question, last.text())));
    }

    private static SessionFilter filter(Filter filter) {
        String value = filter.value();
        return switch (filter.key()) {
            case "InvokedAfter" -> new SessionFilter.StartedAfter(moment(filter));
            case "InvokedBefore" -> new SessionFilter.StartedBefore(moment(filter));
            case "Target" -> new SessionFilter.Target(value);
            case "Owner" -> new SessionFilter.Owner(value);
            case "Status" ->
                new SessionFilter.Status(SessionStatus.of(value).map(Set::of).orElse(Set.of()));
            case "SessionId" -> new SessionFilter.Id(value);
            case "AccessType" -> new SessionFilter.AccessType(value);
            default -> throw new AssertionError("the model lets no other key pass: " + filter.key());
        };
    }

    private static Instant moment(Filter filter) {
        try {
            return OffsetDateTime.parse(filter.value()).toInstant();
        } catch (DateTimeException e) {
            throw SessionErrors.invalidMoment(filter.key(), filter.value());
        }
    }

    private static Item item(Session session) {
        Optional<String> details = session.end()
                .map(end -> end.reason().sentence())
                .map(text -> text.substring(0, Math.min(text.length(), MAX_DETAILS)));
        return new Item(
                session.id().text(),
                session.target().text(),
                session.status().wireName(),
                session.start(),
                session.end().map(Session.End::at),
                session.documentName(),
                session.owner().toString(),
                present(session.reason()),
                details,
                new OutputUrl(),
                session.limits().max().map(max -> Long.toString(Math.max(1, max.toMinutes()))),
                "Standard");
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
