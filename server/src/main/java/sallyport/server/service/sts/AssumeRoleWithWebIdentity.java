// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.authz.Requirement.Guard;
import sallyport.server.aws.Authentication;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.federation.IdentityToken;
import sallyport.server.federation.IdentityTokens;
import sallyport.server.federation.TokenVerdict;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.NewSession;
import sallyport.server.identity.SessionContext;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Gives credentials of a role for a token of an identity provider that the role's trust policy lets in. Not signed: the token is the proof. */
public final class AssumeRoleWithWebIdentity
        implements Operation<
                AssumeRoleWithWebIdentity.Request,
                AssumeRoleWithWebIdentity.Found,
                AssumeRoleWithWebIdentity.Response> {
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";
    private static final int DEFAULT_SECONDS = 3_600;
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    /** Which role, by what name, and the token. */
    public record Request(
            String roleArn,
            String roleSessionName,
            String webIdentityToken,
            Optional<String> providerId,
            List<Limits.PolicyArn> policyArns,
            Optional<String> policy,
            Optional<Integer> durationSeconds) {}

    /** The role, if there is one, and what the token says. */
    public record Found(Optional<TrustedRoles.Trusted> role, IdentityToken token, Arn provider) {}

    /** Shown this once. */
    public record Response(
            IssuedCredentials credentials,
            String subjectFromWebIdentityToken,
            AssumedRoleUser assumedRoleUser,
            Optional<Integer> packedPolicySize,
            String provider,
            String audience) {}

    private final TrustedRoles roles;
    private final Credentials credentials;
    private final Limits limits;
    private final IdentityTokens tokens;
    private final InstantSource clock;

    AssumeRoleWithWebIdentity(
            TrustedRoles roles, Credentials credentials, Limits limits, IdentityTokens tokens, InstantSource clock) {
        this.roles = roles;
        this.credentials = credentials;
        this.limits = limits;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "AssumeRoleWithWebIdentity";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public Authentication authentication() {
        return Authentication.NONE;
    }

    @Override
    public boolean mutates() {
        return true;
    }

    @Override
    public Plan<Found> plan(Request request, Caller caller) {
        if (request.providerId().isPresent()) {
            throw StsErrors.invalidToken("ProviderId is for tokens of OAuth 2.0 providers, of which there are none");
        }
        IdentityToken token = verified(request.webIdentityToken());
        Arn provider = roles.home().globalArn("iam", "oidc-provider/" + token.issuer());
        Optional<TrustedRoles.Trusted> role = roles.find(request.roleArn());
        AccessCheck check = roles.check(ACTION, request.roleArn(), role)
                .with("sts:RoleSessionName", request.roleSessionName())
                .with("aws:FederatedProvider", provider.toString())
                .with(token.issuer() + ":sub", token.subject())
                .with(token.issuer() + ":aud", token.audience());
        Guard trust = check.guard().orElseThrow();
        check = check.guardedBy(new Guard(trust.name(), trust.document(), Optional.of(provider)));
        return new Plan<>(check, new Found(role, token, provider));
    }

    private IdentityToken verified(String text) {
        return switch (tokens.verify(text, this::clients, clock.instant())) {
            case TokenVerdict.Good(var token) -> token;
            case TokenVerdict.Invalid(var why) -> throw StsErrors.invalidToken(why);
            case TokenVerdict.Expired _ -> throw StsErrors.expiredToken();
            case TokenVerdict.Unreachable _ -> throw StsErrors.providerUnreachable();
        };
    }

    /** The clients of a provider that the account knows. */
    private Optional<List<String>> clients(String issuer) {
        return roles.iam()
                .read(tables -> tables.oidcProviders().find(issuer))
                .map(row -> JsonMapper.shared().readValue(row.clientIds(), TEXTS));
    }

    @Override
    public Response handle(Request request, Found found, Call call) {
        TrustedRoles.Trusted role = found.role().orElseThrow(); // nobody is let into a role there is not
        int seconds = request.durationSeconds().orElse(Math.min(DEFAULT_SECONDS, role.maxSessionSeconds()));
        if (seconds > role.maxSessionSeconds()) {
            throw StsErrors.tooLong();
        }
        var carried = new SessionContext.Carried(
                Optional.empty(),
                limits.of(request.policy(), request.policyArns()),
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.of(found.provider().toString()),
                Optional.empty());
        Optional<Integer> packed = Limits.packedSize(carried);
        IssuedCredentials issued = IssuedCredentials.of(credentials
                .issue(new NewSession(
                        new NewSession.Owner.InRole(role.role().roleId(), request.roleSessionName()),
                        Duration.ofSeconds(seconds),
                        carried,
                        Optional.empty()))
                .orElseThrow(StsErrors::throttled));
        return new Response(
                issued,
                found.token().subject(),
                AssumedRoleUser.of(roles.home(), role.role(), request.roleSessionName()),
                packed,
                "https://" + found.token().issuer(),
                found.token().audience());
    }
}
