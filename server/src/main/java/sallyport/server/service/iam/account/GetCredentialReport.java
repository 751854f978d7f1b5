// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.CredentialReports;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamErrors;
import sallyport.server.service.iam.IamOperation;

/** Shows the list of all users and the state of their credentials. */
public final class GetCredentialReport extends IamOperation<Nothing, Nothing, GetCredentialReport.Response> {
    /** The list. */
    @SuppressWarnings("ArrayRecordComponent") // written out once, never compared
    public record Response(byte[] content, String reportFormat, Instant generatedTime) {}

    private final Home home;
    private final CredentialReports reports;

    GetCredentialReport(Home home, CredentialReports reports) {
        super("GetCredentialReport", Nothing.class, READS);
        this.home = home;
        this.reports = reports;
    }

    @Override
    public Plan<Nothing> plan(Nothing request, Caller caller) {
        return Plan.of(Requirement.of(action(), home.globalArn("iam", "*")));
    }

    @Override
    protected Response carryOut(Nothing request, Nothing resolved, Call call) {
        CredentialReports.Report report = reports.latest().orElseThrow(IamErrors::noReport);
        return new Response(report.csv().getBytes(UTF_8), "text/csv", report.made());
    }
}
