// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.account;

import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.CredentialReports;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;

/** Makes the list of all users and the state of their credentials, unless there is one of the last four hours. */
public final class GenerateCredentialReport extends IamOperation<Nothing, Nothing, GenerateCredentialReport.Response> {
    /** Whether it was made just now, or before. */
    public record Response(String state, Optional<String> description) {}

    private final Home home;
    private final CredentialReports reports;

    GenerateCredentialReport(Home home, CredentialReports reports) {
        super("GenerateCredentialReport", Nothing.class, READS);
        this.home = home;
        this.reports = reports;
    }

    @Override
    public Plan<Nothing> plan(Nothing request, Caller caller) {
        return Plan.of(Requirement.of(action(), home.globalArn("iam", "*")));
    }

    @Override
    protected Response carryOut(Nothing request, Nothing resolved, Call call) {
        return reports.generate()
                ? new Response("STARTED", Optional.of("No report exists. Starting a new report generation task"))
                : new Response("COMPLETE", Optional.empty());
    }
}
