// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.policy.condition.Context;
import sallyport.policy.condition.Fold;

/** One question: may this requester do this to that? Immutable; it can be kept and asked again when the policies have changed. */
public final class Request {
    private final Requester requester;
    private final String action;
    private final List<String> resources;
    private final Context context;
    private final @Nullable String owner;

    private final String foldedAction;
    private final String service;

    private Request(
            Requester requester, String action, List<String> resources, Context context, @Nullable String owner) {
        this.requester = requester;
        this.action = action;
        this.resources = List.copyOf(resources);
        this.context = context;
        this.owner = owner;
        this.foldedAction = Fold.lower(action);
        int colon = foldedAction.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("an action names its service first, as in ssm:StartSession");
        }
        this.service = foldedAction.substring(0, colon);
    }

    /**
     * A question.
     *
     * @param action {@code ssm:StartSession}
     * @param resource an ARN; {@code *} for an action without resources, which only statements on {@code *} apply to
     */
    public static Request of(Requester requester, String action, String resource, Context context) {
        return new Request(requester, action, List.of(resource), context, null);
    }

    /**
     * The same question about a resource that is written in two ways, as AWS's own documents are, with and without an account.
     *
     * <p>A statement on resources applies if one of the names matches. One on all but some resources allows only if none of the names is
     * among those, and denies if one is not.
     */
    public Request alsoSpelled(String resource) {
        List<String> spellings = new ArrayList<>(resources);
        spellings.add(resource);
        return new Request(requester, action, spellings, context, owner);
    }

    /** The same question about a resource of this account, twelve digits, where that may be another than the requester's. */
    public Request ownedBy(String account) {
        return new Request(requester, action, resources, context, account);
    }

    public Requester requester() {
        return requester;
    }

    public String action() {
        return action;
    }

    /** The names of the one resource. */
    public List<String> resources() {
        return resources;
    }

    public Context context() {
        return context;
    }

    String foldedAction() {
        return foldedAction;
    }

    /** What stands before the action's colon, in lower case. */
    String service() {
        return service;
    }

    /** Whether requester and resource belong to different accounts. */
    boolean crossesAccounts() {
        Optional<String> account = requester.accountId();
        return owner != null && account.isPresent() && !owner.equals(account.get());
    }
}
