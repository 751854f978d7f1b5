// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.time.InstantSource;
import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.federation.IdentityTokens;
import sallyport.server.iam.Iam;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.Home;
import sallyport.server.identity.Roles;

/** The operations of STS. */
public final class StsOperations {
    private StsOperations() {}

    public static List<Operation<?, ?, ?>> all(
            Home home, Iam iam, Credentials credentials, Roles roles, IdentityTokens tokens, InstantSource clock) {
        TrustedRoles trusted = new TrustedRoles(iam.state(), roles);
        MfaCodes codes = new MfaCodes(iam.users(), iam.mfaDevices(), clock);
        Limits limits = new Limits(iam.state(), iam.awsManaged());
        return List.of(
                new GetCallerIdentity(),
                new GetSessionToken(credentials, codes),
                new AssumeRole(trusted, credentials, codes, limits),
                new AssumeRoleWithWebIdentity(trusted, credentials, limits, tokens, clock),
                new GetFederationToken(home, credentials, limits),
                new GetAccessKeyInfo(home, credentials));
    }
}
