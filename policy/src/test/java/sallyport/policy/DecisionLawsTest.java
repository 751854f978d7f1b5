// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sallyport.policy.condition.Context;

/** What holds for any policies and any request; made by seeded chance. */
class DecisionLawsTest {
    private static final int ROUNDS = 25;
    private static final List<String> ACTIONS = List.of(
            "ssm:StartSession",
            "ssm:*",
            "*",
            "ssm:Start*",
            "SSM:startsession",
            "ec2:*",
            "ssm:TerminateSession",
            "ssm:?tart*n");
    private static final List<String> RESOURCES = List.of(
            "*",
            TestPolicies.INSTANCE,
            "arn:aws:ec2:*:*:instance/*",
            "arn:aws:ssm:*:*:session/${aws:username}-*",
            "arn:aws:ec2:*:*:instance/${aws:PrincipalTag/node}",
            "arn:aws:ssm:*:*:document/*");
    private static final List<String> OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringLike",
            "StringNotLike",
            "NumericLessThan",
            "Bool",
            "IpAddress",
            "NotIpAddress");
    private static final List<String> PREFIXES = List.of("", "", "", "ForAllValues:", "ForAnyValue:");
    private static final List<String> KEYS =
            List.of("aws:username", "aws:PrincipalTag/node", "aws:TagKeys", "aws:Absent");
    private static final List<String> VALUES = List.of(
            "alice",
            "a*",
            "*",
            "true",
            "7",
            "10.0.0.0/8",
            "10.0.0.1",
            "${aws:username}",
            "${aws:Absent}",
            "${aws:Absent, \\u0027alice\\u0027}");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static final class World {
        private final Random random;

        World(long seed) {
            random = new Random(seed);
        }

        String one(List<String> from) {
            return from.get(random.nextInt(from.size()));
        }

        String condition(String suffix) {
            return "'%s%s%s':{'%s':['%s','%s']}"
                    .formatted(one(PREFIXES), one(OPERATORS), suffix, one(KEYS), one(VALUES), one(VALUES));
        }

        String statement(String effect) {
            String suffix = random.nextBoolean() ? "IfExists" : "";
            String condition = random.nextInt(3) == 0 ? "" : ",'Condition':{%s}".formatted(condition(suffix));
            return "'Effect':'%s','%s':'%s','%s':'%s'%s"
                    .formatted(
                            effect,
                            random.nextInt(4) == 0 ? "NotAction" : "Action",
                            one(ACTIONS),
                            random.nextInt(4) == 0 ? "NotResource" : "Resource",
                            one(RESOURCES),
                            condition);
        }

        String statement() {
            return statement(random.nextInt(3) == 0 ? "Deny" : "Allow");
        }

        List<String> statements() {
            List<String> statements = new ArrayList<>();
            for (int count = 1 + random.nextInt(6); count > 0; count--) {
                statements.add(statement());
            }
            return statements;
        }

        Request request() {
            Context.Builder context = Context.builder();
            for (String key : KEYS.subList(0, 3)) {
                switch (random.nextInt(3)) {
                    case 0 -> context.single(key, one(VALUES));
                    case 1 -> context.multi(key, List.of(one(VALUES), one(VALUES)));
                    default -> {}
                }
            }
            Request request = Request.of(
                    TestPolicies.ALICE, "ssm:StartSession", one(RESOURCES).replace("*", "x"), context.build());
            return random.nextInt(4) == 0 ? request.alsoSpelled(TestPolicies.INSTANCE) : request;
        }
    }

    private static PolicySet set(List<String> statements) {
        return TestPolicies.identities(TestPolicies.identity(statements.toArray(String[]::new)));
    }

    private static List<String> with(List<String> statements, String more) {
        List<String> all = new ArrayList<>(statements);
        all.add(more);
        return all;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDenyNeverGrants(long seed) {
        World world = new World(seed);
        for (int i = 0; i < ROUNDS; i++) {
            List<String> statements = world.statements();
            String deny = world.statement("Deny");
            Request request = world.request();
            if (!set(statements).evaluate(request).allowed()) {
                assertThat(set(with(statements, deny)).evaluate(request).allowed())
                        .as("%s and %s", statements, deny)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anAllowNeverRevokes(long seed) {
        World world = new World(seed);
        for (int i = 0; i < ROUNDS; i++) {
            List<String> statements = world.statements();
            String allow = world.statement("Allow");
            Request request = world.request();
            Decision before = set(statements).evaluate(request).decision();
            Decision after = set(with(statements, allow)).evaluate(request).decision();
            if (before != Decision.IMPLICIT_DENY) {
                assertThat(after).as("%s and %s", statements, allow).isEqualTo(before);
            } else {
                assertThat(after).isNotEqualTo(Decision.EXPLICIT_DENY);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void orderAndGroupingNeverMatter(long seed) {
        World world = new World(seed);
        for (int i = 0; i < ROUNDS; i++) {
            List<String> statements = world.statements();
            Request request = world.request();
            Decision together = set(statements).evaluate(request).decision();
            List<String> shuffled = new ArrayList<>(statements);
            Collections.shuffle(shuffled, world.random);
            assertThat(set(shuffled).evaluate(request).decision()).isEqualTo(together);
            Policy[] apart = shuffled.stream()
                    .map(statement -> TestPolicies.identity(statement))
                    .toArray(Policy[]::new);
            assertThat(TestPolicies.identities(apart).evaluate(request).decision())
                    .isEqualTo(together);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBoundaryAndASessionPolicyNeverGrant(long seed) {
        World world = new World(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Policy identity = TestPolicies.identity(world.statements().toArray(String[]::new));
            Policy limit = TestPolicies.identity(world.statements().toArray(String[]::new));
            Request request = world.request();
            boolean alone = TestPolicies.identities(identity).evaluate(request).allowed();
            PolicySource source = TestPolicies.source("x");
            PolicySet bounded = PolicySet.builder()
                    .identity(source, identity)
                    .boundary(source, limit)
                    .build();
            PolicySet inSession = PolicySet.builder()
                    .identity(source, identity)
                    .session(source, limit)
                    .build();
            boolean allowedByLimit =
                    TestPolicies.identities(limit).evaluate(request).allowed();
            assertThat(bounded.evaluate(request).allowed()).isEqualTo(alone && allowedByLimit);
            assertThat(inSession.evaluate(request).allowed()).isEqualTo(alone && allowedByLimit);
        }
    }

    /** With the key IfExists changes nothing, without it the condition is met. */
    @ParameterizedTest
    @MethodSource("seeds")
    void ifExistsMattersOnlyForAbsentKeys(long seed) {
        World world = new World(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Request request = world.request();
            String key = world.one(KEYS);
            String operator = world.one(PREFIXES) + world.one(OPERATORS);
            String values = "{'%s':['%s','%s']}".formatted(key, world.one(VALUES), world.one(VALUES));
            String allow = "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'%s%s':%s}";
            boolean plain = set(List.of(allow.formatted(operator, "", values)))
                    .evaluate(request)
                    .allowed();
            boolean ifExists = set(List.of(allow.formatted(operator, "IfExists", values)))
                    .evaluate(request)
                    .allowed();
            assertThat(ifExists).isEqualTo(!request.context().has(key) || plain);
        }
    }

    /** The index and the explanation, which walks over everything, come to the same result. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theExplanationAgreesWithTheDecision(long seed) {
        World world = new World(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Policy policy = TestPolicies.identity(world.statements().toArray(String[]::new));
            Request request = world.request();
            Evaluation answer = TestPolicies.identities(policy).evaluate(request);
            boolean denied = applies(policy, Effect.DENY, request);
            boolean allowed = applies(policy, Effect.ALLOW, request);
            assertThat(answer.decision() == Decision.EXPLICIT_DENY).isEqualTo(denied);
            assertThat(answer.allowed()).isEqualTo(allowed && !denied);
            assertThat(answer.explain().matched().isEmpty()).isEqualTo(answer.decision() == Decision.IMPLICIT_DENY);
            assertThat(answer.of(Layer.IDENTITY)).contains(answer.decision());
        }
    }

    private static boolean applies(Policy policy, Effect effect, Request request) {
        return policy.statements().stream()
                .anyMatch(statement -> statement.effect() == effect && statement.applies(request));
    }
}
