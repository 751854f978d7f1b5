// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Principal or NotPrincipal element of a statement. */
final class PrincipalBlock {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern ROOT = Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):root");
    private static final Pattern ENTITY = Pattern.compile(
            "arn:aws[a-z-]*:(iam::[0-9]{12}:(user|role)|sts::[0-9]{12}:(assumed-role|federated-user))/[\\w+=,.@/-]+");

    /** What is stored in place of the ARN of a user or role, so that a namesake that comes later is somebody else. */
    private static final Pattern UNIQUE_ID = Pattern.compile("A(IDA|ROA)[A-Z0-9]{12,28}");

    private static final String ANYBODY = "*";
    private static final String AWS = "AWS";
    private static final Set<String> TYPES = Set.of(AWS, "Service", "Federated", "CanonicalUser");

    /** How far a match carries. */
    enum Standing {
        /** No match. */
        NONE,
        /** The account is named: its own policies decide who in it may. */
        ACCOUNT,
        /** The role, or everybody, is named: granted within boundary and session policies. */
        WITHIN_LIMITS,
        /** The very user or session is named: granted, whatever its boundary and session policies leave out. */
        DIRECT
    }

    /** One value. */
    private record Named(
            String type, String value, @Nullable String account) {

        Standing standing(Requester requester) {
            if (type.equals(AWS) && value.equals(ANYBODY)) {
                return requester instanceof Requester.Service || requester instanceof Requester.WebIdentity
                        ? Standing.NONE
                        : Standing.WITHIN_LIMITS;
            }
            return switch (requester) {
                case Requester.Root root -> isAccount(root) ? Standing.DIRECT : Standing.NONE;
                case Requester.User user ->
                    is(AWS, user.arn()) || is(AWS, user.id()) ? Standing.DIRECT : ofAccount(user);
                case Requester.RoleSession session -> ofSession(session);
                case Requester.FederatedUser user -> is(AWS, user.arn()) ? Standing.DIRECT : ofAccount(user);
                case Requester.Service(var name) -> is("Service", name) ? Standing.DIRECT : Standing.NONE;
                case Requester.WebIdentity(var provider) -> is("Federated", provider) ? Standing.DIRECT : Standing.NONE;
                case Requester.Anonymous _ -> Standing.NONE;
            };
        }

        private Standing ofSession(Requester.RoleSession session) {
            if (is(AWS, session.arn())) {
                return Standing.DIRECT;
            }
            boolean role = is(AWS, session.roleArn()) || is(AWS, session.roleId());
            return role ? Standing.WITHIN_LIMITS : ofAccount(session);
        }

        private Standing ofAccount(Requester requester) {
            return isAccount(requester) ? Standing.ACCOUNT : Standing.NONE;
        }

        private boolean isAccount(Requester requester) {
            return account != null && account.equals(requester.accountId().orElse(null));
        }

        private boolean is(String wantedType, String wanted) {
            return type.equals(wantedType) && value.equals(wanted);
        }
    }

    private final boolean negated;
    private final boolean everybody;
    private final List<Named> named;

    private PrincipalBlock(boolean negated, boolean everybody, List<Named> named) {
        this.negated = negated;
        this.everybody = everybody;
        this.named = List.copyOf(named);
    }

    /** {@code "Principal": "*"}, which takes in services and the anonymous. */
    static PrincipalBlock everybody(boolean negated) {
        return new PrincipalBlock(negated, true, List.of());
    }

    /**
     * Reads the object form.
     *
     * @throws MalformedPolicyException if it names somebody who cannot be a principal
     */
    static PrincipalBlock read(boolean negated, Map<String, List<String>> values) throws MalformedPolicyException {
        List<Named> named = new ArrayList<>();
        for (Map.Entry<String, List<String>> type : values.entrySet()) {
            for (String value : type.getValue()) {
                named.add(named(type.getKey(), value));
            }
        }
        if (named.isEmpty()) {
            throw new MalformedPolicyException("Missing required field Principal cannot be empty!");
        }
        return new PrincipalBlock(negated, false, named);
    }

    private static Named named(String type, String value) throws MalformedPolicyException {
        if (!TYPES.contains(type)) {
            throw new MalformedPolicyException("Invalid principal in policy: \"" + type + "\"");
        }
        var root = ROOT.matcher(value);
        String account = root.matches() ? root.group(1) : null;
        if (ACCOUNT.matcher(value).matches()) {
            account = value;
        }
        boolean known = account != null
                || value.equals(ANYBODY)
                || ENTITY.matcher(value).matches()
                || UNIQUE_ID.matcher(value).matches();
        if ((type.equals(AWS) && !known) || value.isBlank()) {
            throw new MalformedPolicyException("Invalid principal in policy: \"" + type + "\":\"" + value + "\"");
        }
        return new Named(type, value, type.equals(AWS) ? account : null);
    }

    /** How far the statement reaches the requester. */
    Standing standing(Requester requester) {
        Standing best = everybody ? Standing.WITHIN_LIMITS : Standing.NONE;
        for (Named one : named) {
            Standing standing = one.standing(requester);
            best = standing.compareTo(best) > 0 ? standing : best;
        }
        if (negated) {
            return best == Standing.NONE ? Standing.WITHIN_LIMITS : Standing.NONE;
        }
        return best;
    }

    /** What it says under AWS. */
    Set<String> awsPrincipals() {
        Set<String> principals = new LinkedHashSet<>();
        if (everybody) {
            principals.add(ANYBODY);
        }
        named.stream().filter(one -> one.type().equals(AWS)).map(Named::value).forEach(principals::add);
        return principals;
    }
}
