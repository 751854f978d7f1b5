// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.bench.hotpath;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import sallyport.policy.Evaluation;
import sallyport.policy.MalformedPolicyException;
import sallyport.policy.Policy;
import sallyport.policy.PolicyKind;
import sallyport.policy.PolicySet;
import sallyport.policy.PolicySource;
import sallyport.policy.Request;
import sallyport.policy.Requester;
import sallyport.policy.condition.Context;

/**
 * What one decision costs with many policies attached, each with a condition on a tag, a variable and wildcards, all on the actions that
 * are asked for: the index cannot leave any of them out. Sampled, for the slowest ones count.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyDecision {
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": ["ssm:StartSession"], "Resource": ["arn:aws:ec2:us-east-1:111122223333:instance/*"],
               "Condition": {"StringLike": {"ssm:resourceTag/Team": ["team-NUMBER", "crew-NUMBER"]}}},
              {"Effect": "Allow", "Action": ["ssm:TerminateSession", "ssm:ResumeSession"],
               "Resource": ["arn:aws:ssm:*:*:session/${aws:username}-NUMBER-*"]},
              {"Effect": "Deny", "Action": "ssm:*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/barred": "NUMBER"}}},
              {"Effect": "Allow", "Action": ["ssm:DescribeSessions", "s3:Get*", "logs:*"], "Resource": "*"}]}""";

    /** Common, many, absurd. */
    @Param({"10", "100", "1000"})
    private int policies;

    private PolicySet attached = PolicySet.empty();
    private Request allowed =
            request("ssm:StartSession", "arn:aws:ec2:us-east-1:111122223333:instance/i-0abc", "team-0");
    private Request denied = allowed;
    private Request ended = allowed;

    @Setup
    public void attach() throws MalformedPolicyException {
        PolicySet.Builder set = PolicySet.builder();
        for (int i = 0; i < policies; i++) {
            set.identity(
                    new PolicySource(PolicySource.Type.USER_MANAGED, "policy-" + i, "user alice"),
                    Policy.parse(POLICY.replace("NUMBER", String.valueOf(i)), PolicyKind.MANAGED));
        }
        attached = set.build();
        String node = "arn:aws:ec2:us-east-1:111122223333:instance/i-0abc";
        allowed = request("ssm:StartSession", node, "team-" + (policies - 1));
        denied = request("ssm:StartSession", node, "nobody");
        ended = request("ssm:TerminateSession", "arn:aws:ssm:us-east-1:111122223333:session/alice-x-0a1b", "");
    }

    private static Request request(String action, String resource, String team) {
        Context context = Context.builder()
                .single("aws:username", "alice")
                .single("aws:PrincipalTag/barred", "no")
                .single("ssm:resourceTag/Team", team)
                .build();
        return Request.of(
                new Requester.User("arn:aws:iam::111122223333:user/alice", "AIDAAAAAAAAAAAAAALICE"),
                action,
                resource,
                context);
    }

    /** The last policy of all allows it. */
    @Benchmark
    public Evaluation startSession() {
        return attached.evaluate(allowed);
    }

    /** No policy allows it. */
    @Benchmark
    public Evaluation startSessionDenied() {
        return attached.evaluate(denied);
    }

    /** Every policy has a variable to fill in first. */
    @Benchmark
    public Evaluation terminateSessionDenied() {
        return attached.evaluate(ended);
    }
}
