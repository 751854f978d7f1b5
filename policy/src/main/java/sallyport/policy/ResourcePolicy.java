// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import sallyport.policy.Explanation.Match;
import sallyport.policy.PrincipalBlock.Standing;

/** The policy of what is asked for, ready to take part in a decision. Immutable; make it once per resource. */
public final class ResourcePolicy {
    private final boolean mandatory;
    private final List<Match> all;

    private ResourcePolicy(boolean mandatory, PolicySource source, Policy policy) {
        if (!policy.kind().hasPrincipals()) {
            throw new IllegalArgumentException("a policy without principals belongs to a principal");
        }
        this.mandatory = mandatory;
        List<Match> statements = new ArrayList<>();
        policy.statements().forEach(statement -> statements.add(new Match(Layer.RESOURCE, source, statement)));
        this.all = List.copyOf(statements);
    }

    /** One that can grant beside the policies of the requester: of a bucket, a topic, a log group. */
    public static ResourcePolicy of(PolicySource source, Policy policy) {
        return new ResourcePolicy(false, source, policy);
    }

    /** One that has the final word: of a KMS key, or the trust policy of a role. Policies of the requester count as far as it lets them. */
    public static ResourcePolicy mandatory(PolicySource source, Policy policy) {
        return new ResourcePolicy(true, source, policy);
    }

    boolean isMandatory() {
        return mandatory;
    }

    List<Match> all() {
        return all;
    }

    boolean denies(Request request) {
        for (int i = 0; i < all.size(); i++) {
            Statement statement = all.get(i).statement();
            if (statement.effect() == Effect.DENY && statement.applies(request)) {
                return true;
            }
        }
        return false;
    }

    /** The best that a statement which allows the request gives the requester. */
    Standing standing(Request request) {
        Standing best = Standing.NONE;
        for (int i = 0; i < all.size(); i++) {
            Statement statement = all.get(i).statement();
            if (statement.effect() == Effect.ALLOW && statement.applies(request)) {
                Standing standing = statement.standing(request);
                best = standing.compareTo(best) > 0 ? standing : best;
            }
        }
        return best;
    }
}
