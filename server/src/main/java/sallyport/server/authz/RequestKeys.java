// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import sallyport.policy.condition.Context;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Principal;
import sallyport.server.identity.SessionContext;

/** The keys of a request that conditions of policies ask for, each present exactly when AWS has it. */
final class RequestKeys {
    /** Keys that are sets by their nature, in small letters. */
    private static final Set<String> SETS = Set.of(
            "aws:tagkeys",
            "aws:calledvia",
            "aws:principalservicenameslist",
            "kms:encryptioncontextkeys",
            "kms:granttypes",
            "kms:resourcealiases",
            "ssm:documentcategories",
            "sts:transitivetagkeys");

    /** Which further name a service gives to the tags of its resources. */
    private static final Map<String, String> RESOURCE_TAG =
            Map.of("ssm", "ssm:resourceTag/", "ec2", "ec2:ResourceTag/", "iam", "iam:ResourceTag/");

    private RequestKeys() {}

    /** Everything but what depends on the resource. */
    static Context of(Caller caller, Circumstances circumstances, Home home) {
        Context.Builder keys = Context.builder();
        request(keys, circumstances);
        principal(keys, caller, home);
        credentials(keys, caller, circumstances);
        return keys.build();
    }

    /** The keys of one check: the request's, the resource's tags, and what the operation says. */
    static Context with(AccessCheck check, Context request) {
        if (check.resourceTags().isEmpty() && check.context().isEmpty()) {
            return request;
        }
        Context.Builder keys = request.toBuilder();
        String service = check.action().substring(0, check.action().indexOf(':'));
        String prefix = RESOURCE_TAG.get(service);
        check.resourceTags().forEach((key, value) -> {
            keys.single("aws:ResourceTag/" + key, value);
            if (prefix != null) {
                keys.single(prefix + key, value);
            }
        });
        check.context().forEach((key, values) -> put(keys, key, values));
        return keys.build();
    }

    private static void put(Context.Builder keys, String key, List<String> values) {
        if (values.size() != 1 || SETS.contains(key.toLowerCase(Locale.ROOT))) {
            keys.multi(key, values);
        } else {
            keys.single(key, values.getFirst());
        }
    }

    private static void request(Context.Builder keys, Circumstances circumstances) {
        keys.single(
                "aws:CurrentTime",
                circumstances.at().truncatedTo(ChronoUnit.SECONDS).toString());
        keys.single("aws:EpochTime", Long.toString(circumstances.at().getEpochSecond()));
        keys.single("aws:SourceIp", circumstances.sourceIp());
        keys.single("aws:SecureTransport", "true"); // the listener speaks nothing but TLS
        keys.single("aws:RequestedRegion", circumstances.region());
        keys.single("aws:ViaAWSService", "false");
        circumstances.userAgent().ifPresent(text -> keys.single("aws:UserAgent", text));
        circumstances.referer().ifPresent(text -> keys.single("aws:Referer", text));
    }

    private static void principal(Context.Builder keys, Caller caller, Home home) {
        Principal principal = caller.principal();
        if (!(principal instanceof Principal.Anonymous)) {
            keys.single("aws:PrincipalAccount", caller.account().digits());
            keys.single("aws:PrincipalIsAWSService", "false");
            keys.single("aws:userid", principal.userId());
        }
        principal.tags().forEach((key, value) -> keys.single("aws:PrincipalTag/" + key, value));
        switch (principal) {
            case Principal.User user -> {
                keys.single("aws:PrincipalType", "User");
                keys.single("aws:PrincipalArn", user.arn().toString());
                keys.single("aws:username", user.name());
            }
            case Principal.RoleSession session -> {
                keys.single("aws:PrincipalType", "AssumedRole");
                keys.single("aws:PrincipalArn", session.role().arn().toString());
            }
            case Principal.Node node -> {
                keys.single("aws:PrincipalType", "AssumedRole");
                keys.single("aws:PrincipalArn", node.role().arn().toString());
                keys.single(sourceInstance(node.id()), home.arn(node.id()).toString());
            }
            case Principal.FederatedUser user -> {
                keys.single("aws:PrincipalType", "FederatedUser");
                keys.single("aws:PrincipalArn", user.arn().toString());
            }
            case Principal.Anonymous _ -> keys.single("aws:PrincipalType", "Anonymous");
        }
    }

    /** EC2 vouches for instances, SSM for machines that were registered with it. */
    private static String sourceInstance(NodeId node) {
        return switch (node.kind()) {
            case INSTANCE -> "ec2:SourceInstanceARN";
            case MANAGED -> "ssm:SourceInstanceARN";
        };
    }

    /** What only temporary credentials have: with a permanent key the MFA keys are absent, not false. */
    private static void credentials(Context.Builder keys, Caller caller, Circumstances circumstances) {
        if (caller.session().isEmpty()) {
            return;
        }
        SessionContext session = caller.session().get();
        keys.single(
                "aws:TokenIssueTime",
                session.issued().truncatedTo(ChronoUnit.SECONDS).toString());
        keys.single(
                "aws:MultiFactorAuthPresent",
                Boolean.toString(session.carried().mfa().isPresent()));
        session.carried().mfa().ifPresent(moment -> {
            long age = Duration.between(moment, circumstances.at()).toSeconds();
            keys.single("aws:MultiFactorAuthAge", Long.toString(Math.max(0, age)));
        });
        session.carried().sourceIdentity().ifPresent(name -> keys.single("aws:SourceIdentity", name));
        session.carried().provider().ifPresent(provider -> keys.single("aws:FederatedProvider", provider));
    }
}
