// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.NewSession;
import sallyport.server.identity.Principal;
import sallyport.server.identity.SessionContext;

/** Gives credentials of a role to whom its trust policy lets in. */
public final class AssumeRole implements Operation<AssumeRole.Request, AssumeRole.Found, AssumeRole.Response> {
    private static final String ACTION = "sts:AssumeRole";
    private static final int DEFAULT_SECONDS = 3_600;
    private static final int LONGEST_IN_A_CHAIN = 3_600;

    /** Which role, by what name, and with what. */
    public record Request(
            String roleArn,
            String roleSessionName,
            List<Limits.PolicyArn> policyArns,
            Optional<String> policy,
            Optional<Integer> durationSeconds,
            List<SessionTags.Tag> tags,
            List<String> transitiveTagKeys,
            Optional<String> externalId,
            Optional<String> serialNumber,
            Optional<String> tokenCode,
            Optional<String> sourceIdentity) {}

    /** The role, if there is one; when MFA was given for this call; and whom the session says is behind it. */
    public record Found(Optional<TrustedRoles.Trusted> role, Optional<Instant> mfa, Optional<String> sourceIdentity) {}

    /** Shown this once. */
    public record Response(
            IssuedCredentials credentials,
            AssumedRoleUser assumedRoleUser,
            Optional<Integer> packedPolicySize,
            Optional<String> sourceIdentity) {}

    private final TrustedRoles roles;
    private final Credentials credentials;
    private final MfaCodes codes;
    private final Limits limits;

    AssumeRole(TrustedRoles roles, Credentials credentials, MfaCodes codes, Limits limits) {
        this.roles = roles;
        this.credentials = credentials;
        this.codes = codes;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "AssumeRole";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return true;
    }

    /** A code of an MFA device is used up here: the trust policy asks whether it was good. */
    @Override
    public Plan<Found> plan(Request request, Caller caller) {
        if (caller.principal() instanceof Principal.FederatedUser) {
            throw StsErrors.withSessionCredentials(name());
        }
        Optional<SessionContext.Carried> before = caller.session().map(SessionContext::carried);
        Optional<String> behind = before.flatMap(SessionContext.Carried::sourceIdentity);
        if (behind.isPresent() && request.sourceIdentity().isPresent() && !behind.equals(request.sourceIdentity())) {
            throw StsErrors.sourceIdentityTaken();
        }
        Optional<String> sourceIdentity = behind.or(request::sourceIdentity);
        Optional<TrustedRoles.Trusted> role = roles.find(request.roleArn());
        Optional<Instant> mfa = codes.check(caller, request.serialNumber(), request.tokenCode());
        AccessCheck assume =
                roles.check(ACTION, request.roleArn(), role).with("sts:RoleSessionName", request.roleSessionName());
        assume = with(assume, "sts:ExternalId", request.externalId());
        assume = with(assume, "sts:SourceIdentity", sourceIdentity);
        if (mfa.isPresent()) {
            assume = assume.with("aws:MultiFactorAuthPresent", "true").with("aws:MultiFactorAuthAge", "0");
        }
        assume = SessionTags.inRequest(assume, request.tags(), request.transitiveTagKeys());
        List<Requirement> all = new ArrayList<>(List.of(assume));
        if (!request.tags().isEmpty()) {
            all.add(assume.on("sts:TagSession"));
        }
        if (sourceIdentity.isPresent()) {
            all.add(assume.on("sts:SetSourceIdentity"));
        }
        return new Plan<>(new Requirement.AllOf(all), new Found(role, mfa, sourceIdentity));
    }

    private static AccessCheck with(AccessCheck check, String key, Optional<String> value) {
        return value.map(text -> check.with(key, text)).orElse(check);
    }

    @Override
    public Response handle(Request request, Found found, Call call) {
        TrustedRoles.Trusted role = found.role().orElseThrow(); // nobody is allowed to assume a role there is not
        Caller caller = call.caller();
        boolean chained = !(caller.principal() instanceof Principal.User);
        int seconds = request.durationSeconds().orElse(Math.min(DEFAULT_SECONDS, role.maxSessionSeconds()));
        if (seconds > role.maxSessionSeconds()) {
            throw StsErrors.tooLong();
        }
        if (chained && seconds > LONGEST_IN_A_CHAIN) {
            throw StsErrors.tooLongForAChain();
        }
        Optional<SessionContext.Carried> before = caller.session().map(SessionContext::carried);
        SessionTags tags = SessionTags.of(request.tags(), request.transitiveTagKeys(), before);
        var carried = new SessionContext.Carried(
                found.mfa(),
                limits.of(request.policy(), request.policyArns()),
                tags.tags(),
                tags.transitive(),
                found.sourceIdentity(),
                Optional.empty(),
                before.map(SessionContext.Carried::origin).orElse(caller.accessKeyId()));
        Optional<Integer> packed = Limits.packedSize(carried);
        IssuedCredentials issued = IssuedCredentials.of(credentials
                .issue(new NewSession(
                        new NewSession.Owner.InRole(role.role().roleId(), request.roleSessionName()),
                        Duration.ofSeconds(seconds),
                        carried,
                        caller.accessKeyId()))
                .orElseThrow(StsErrors::throttled));
        return new Response(
                issued,
                AssumedRoleUser.of(roles.home(), role.role(), request.roleSessionName()),
                packed,
                found.sourceIdentity());
    }
}
