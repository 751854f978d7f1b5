// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.activation;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.PageTokens;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.node.Activation;
import sallyport.server.node.ActivationFilter;
import sallyport.server.node.ActivationPage;
import sallyport.server.node.Activations;
import sallyport.server.service.ssm.tag.Tag;
import sallyport.server.service.ssm.tag.Tags;

/** Lists activations in the order of their ids, expired ones included. */
public final class DescribeActivations
        implements Operation<DescribeActivations.Request, Nothing, DescribeActivations.Response> {
    private static final int DEFAULT_PAGE = 50;

    /** Which; every filter must hold. */
    public record Request(List<Filter> filters, Optional<Integer> maxResults, Optional<String> nextToken) {}

    /** One condition; its values are alternatives. */
    public record Filter(Optional<String> filterKey, List<String> filterValues) {}

    /** One page. */
    public record Response(List<Item> activationList, Optional<String> nextToken) {}

    /** An activation as AWS shows it: without its code. */
    public record Item(
            String activationId,
            Optional<String> description,
            Optional<String> defaultInstanceName,
            String iamRole,
            int registrationLimit,
            int registrationsCount,
            Instant expirationDate,
            boolean expired,
            Instant createdDate,
            List<Tag> tags) {}

    private final Home home;
    private final Activations activations;
    private final PageTokens pages;

    DescribeActivations(Home home, Activations activations, PageTokens pages) {
        this.home = home;
        this.activations = activations;
        this.pages = pages;
    }

    @Override
    public String name() {
        return "DescribeActivations";
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
        return Plan.of(Requirement.of("ssm:DescribeActivations", home.arn("ssm", "*")));
    }

    @Override
    public Response handle(Request request, Nothing resolved, Call call) {
        List<ActivationFilter> filters =
                request.filters().stream().map(DescribeActivations::filter).toList();
        List<Object> question = List.of(name(), request.filters());
        Optional<String> after = request.nextToken()
                .map(token -> pages.cursor(question, token).orElseThrow(ActivationErrors::invalidNextToken));
        ActivationPage page =
                activations.list(filters, after, request.maxResults().orElse(DEFAULT_PAGE));
        return new Response(
                page.activations().stream()
                        .map(activation -> item(activation, call.at()))
                        .toList(),
                page.next().map(last -> pages.issue(question, last)));
    }

    private static ActivationFilter filter(Filter filter) {
        if (filter.filterKey().isEmpty() || filter.filterValues().isEmpty()) {
            throw ActivationErrors.invalidFilter();
        }
        ActivationFilter.Field field = switch (filter.filterKey().get()) {
            case "ActivationIds" -> ActivationFilter.Field.ID;
            case "DefaultInstanceName" -> ActivationFilter.Field.INSTANCE_NAME;
            case "IamRole" -> ActivationFilter.Field.ROLE;
            default -> throw new AssertionError("the model lets no other key pass: " + filter.filterKey());
        };
        return new ActivationFilter(field, new HashSet<>(filter.filterValues()));
    }

    private static Item item(Activation activation, Instant now) {
        return new Item(
                activation.id(),
                present(activation.description()),
                present(activation.instanceName()),
                activation.role(),
                activation.limit(),
                activation.registrations(),
                activation.expires(),
                activation.expiredAt(now),
                activation.created(),
                Tags.list(activation.tags()));
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
