// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The IAM policy engine: reads policies, decides requests, says why. Pure functions.
 *
 * <p>Main path: {@link sallyport.policy.Policy#parse} reads a document or refuses it in AWS's words;
 * {@link sallyport.policy.PolicySet} indexes all that is attached to one principal; a {@link sallyport.policy.Request} with its
 * {@link sallyport.policy.condition.Context} is evaluated against it; the {@link sallyport.policy.Evaluation} has the decision, the end of
 * AWS's sentence for a denial, and on demand an {@link sallyport.policy.Explanation}.
 *
 * <pre>{@code
 * Policy users = Policy.parse(json, PolicyKind.MANAGED);
 * PolicySet alice = PolicySet.builder()
 *         .identity(new PolicySource(PolicySource.Type.USER_MANAGED, "SessionManagerUsers", "group engineers"), users)
 *         .build();
 * Request request = Request.of(
 *         new Requester.User("arn:aws:iam::111122223333:user/alice", "AIDAEXAMPLEEXAMPLE123"),
 *         "ssm:StartSession",
 *         "arn:aws:ec2:us-east-1:111122223333:instance/i-0abc",
 *         Context.builder().single("ssm:resourceTag/Environment", "staging").build());
 * Evaluation answer = alice.evaluate(request); // answer.allowed(), answer.denial(), answer.explain()
 * }</pre>
 *
 * <p>Everything is immutable and may be shared between threads. A statement is compiled when its policy is parsed; deciding does not
 * parse policies or compile patterns; beside the answer it allocates only for values that have to be read first: variables, numbers, dates,
 * addresses, bytes.
 *
 * <p>It knows no service: which actions exist, which resources and keys they have, which principals exist, is the caller's knowledge.
 * Unknown actions and keys are accepted and never match.
 */
@NullMarked
package sallyport.policy;

import org.jspecify.annotations.NullMarked;
