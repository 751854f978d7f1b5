// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.policy.Explanation.FailedCondition;
import sallyport.policy.Explanation.Failure;
import sallyport.policy.Explanation.NearMiss;
import sallyport.policy.condition.Context;

/** How the layers come together. */
class PolicySetTest {
    private static final String ALLOW_SSM = "'Effect':'Allow','Action':'ssm:*','Resource':'*'";
    private static final String ALLOW_S3 = "'Effect':'Allow','Action':'s3:*','Resource':'*'";
    private static final String DENY_SSM = "'Effect':'Deny','Action':'ssm:*','Resource':'*'";
    private static final Request QUESTION = TestPolicies.startSession(Context.empty());

    private static Request by(Requester requester) {
        return Request.of(requester, "ssm:StartSession", TestPolicies.INSTANCE, Context.empty());
    }

    private static ResourcePolicy resource(boolean mandatory, String effect, String principal) {
        String json = TestPolicies.statements(
                "'Effect':'%s','Principal':%s,'Action':'ssm:*','Resource':'*'".formatted(effect, principal));
        Policy policy = TestPolicies.policy(json, PolicyKind.RESOURCE);
        PolicySource source = new PolicySource(PolicySource.Type.RESOURCE, "resource", "");
        return mandatory ? ResourcePolicy.mandatory(source, policy) : ResourcePolicy.of(source, policy);
    }

    private static PolicySet layers(String identity, String boundary, String session) {
        PolicySet.Builder set = PolicySet.builder();
        set.identity(TestPolicies.source("i"), TestPolicies.identity(identity));
        set.boundary(TestPolicies.source("b"), TestPolicies.identity(boundary));
        set.session(TestPolicies.source("s"), TestPolicies.identity(session));
        return set.build();
    }

    @Test
    void nobodyMayDoAnythingWithoutPolicies() {
        Evaluation answer = PolicySet.empty().evaluate(QUESTION);
        assertThat(answer.decision()).isEqualTo(Decision.IMPLICIT_DENY);
        assertThat(answer.denial()).isEqualTo("because no identity-based policy allows the ssm:StartSession action");
        assertThat(answer.of(Layer.IDENTITY)).isEmpty();
        assertThat(answer.of(Layer.RESOURCE)).isEmpty();
    }

    @Test
    void theFirstLayerThatRefusesIsNamed() {
        assertThat(layers(ALLOW_SSM, ALLOW_SSM, ALLOW_SSM).evaluate(QUESTION).allowed())
                .isTrue();
        assertThat(layers(ALLOW_S3, ALLOW_S3, ALLOW_S3).evaluate(QUESTION).denial())
                .isEqualTo("because no identity-based policy allows the ssm:StartSession action");
        assertThat(layers(ALLOW_SSM, ALLOW_S3, ALLOW_S3).evaluate(QUESTION).denial())
                .isEqualTo("because no permissions boundary allows the ssm:StartSession action");
        assertThat(layers(ALLOW_SSM, ALLOW_SSM, ALLOW_S3).evaluate(QUESTION).denial())
                .isEqualTo("because no session policy allows the ssm:StartSession action");
        assertThat(layers(DENY_SSM, DENY_SSM, DENY_SSM).evaluate(QUESTION).denial())
                .isEqualTo("with an explicit deny in an identity-based policy");
        assertThat(layers(ALLOW_S3, DENY_SSM, DENY_SSM).evaluate(QUESTION).denial())
                .isEqualTo("with an explicit deny in a permissions boundary");
        assertThat(layers(ALLOW_S3, ALLOW_S3, DENY_SSM).evaluate(QUESTION).denial())
                .isEqualTo("with an explicit deny in a session policy");
        ResourcePolicy deny = resource(false, "Deny", "'*'");
        assertThat(layers(ALLOW_SSM, ALLOW_SSM, ALLOW_SSM)
                        .evaluate(QUESTION, deny)
                        .denial())
                .isEqualTo("with an explicit deny in a resource-based policy");
        ResourcePolicy bob = resource(true, "Allow", "{'AWS':'arn:aws:iam::111122223333:user/bob'}");
        assertThat(layers(ALLOW_SSM, ALLOW_SSM, ALLOW_SSM)
                        .evaluate(QUESTION, bob)
                        .denial())
                .isEqualTo("because no resource-based policy allows the ssm:StartSession action");
    }

    @Test
    void eachLayerCanBeAskedAlone() {
        Evaluation answer = layers(ALLOW_SSM, ALLOW_S3, DENY_SSM)
                .evaluate(QUESTION, resource(false, "Allow", "{'AWS':'111122223333'}"));
        assertThat(answer.of(Layer.IDENTITY)).contains(Decision.ALLOW);
        assertThat(answer.of(Layer.BOUNDARY)).contains(Decision.IMPLICIT_DENY);
        assertThat(answer.of(Layer.SESSION)).contains(Decision.EXPLICIT_DENY);
        assertThat(answer.of(Layer.RESOURCE)).contains(Decision.ALLOW);
        assertThat(answer.refusedBy()).contains(Layer.SESSION);
    }

    /** Columns: who is named; what comes out with no identity policy; with a narrow boundary; if the policy is mandatory and identity allows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'AWS':'arn:aws:iam::111122223333:user/alice'} | ALLOW | ALLOW | ALLOW",
                "{'AWS':'AIDAAAAAAAAAAAAAALICE'} | ALLOW | ALLOW | ALLOW",
                "{'AWS':'AIDAAAAAAAAAAAAAOLDER'} | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY",
                "{'AWS':['arn:aws:iam::111122223333:user/bob','arn:aws:iam::111122223333:user/alice']} | ALLOW | ALLOW | ALLOW",
                "{'AWS':'arn:aws:iam::111122223333:user/Alice'} | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY",
                "{'AWS':'arn:aws:iam::111122223333:root'} | IMPLICIT_DENY | IMPLICIT_DENY | ALLOW",
                "{'AWS':'111122223333'} | IMPLICIT_DENY | IMPLICIT_DENY | ALLOW",
                "{'AWS':'999988887777'} | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY",
                "'*' | ALLOW | IMPLICIT_DENY | ALLOW",
                "{'AWS':'*'} | ALLOW | IMPLICIT_DENY | ALLOW",
                "{'Service':'ssm.amazonaws.com'} | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY",
                "{'CanonicalUser':'abc'} | IMPLICIT_DENY | IMPLICIT_DENY | IMPLICIT_DENY"
            })
    void aResourcePolicyNamesUsers(String principal, Decision alone, Decision narrow, Decision mandatory) {
        ResourcePolicy policy = resource(false, "Allow", principal);
        PolicySet boundary = PolicySet.builder()
                .boundary(TestPolicies.source("b"), TestPolicies.identity(ALLOW_S3))
                .build();
        PolicySet identity = TestPolicies.identities(TestPolicies.identity(ALLOW_SSM));
        assertThat(PolicySet.empty().evaluate(QUESTION, policy).decision()).isEqualTo(alone);
        assertThat(boundary.evaluate(QUESTION, policy).decision()).isEqualTo(narrow);
        assertThat(identity.evaluate(QUESTION, resource(true, "Allow", principal))
                        .decision())
                .isEqualTo(mandatory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'AWS':'arn:aws:sts::111122223333:assumed-role/Engineer/alice@example.com'} | ALLOW | ALLOW",
                "{'AWS':'arn:aws:iam::111122223333:role/sso/Engineer'} | ALLOW | IMPLICIT_DENY",
                "{'AWS':'AROAAAAAAAAAAAAAEGNER'} | ALLOW | IMPLICIT_DENY",
                "{'AWS':'arn:aws:iam::111122223333:role/Engineer'} | IMPLICIT_DENY | IMPLICIT_DENY",
                "{'AWS':'arn:aws:sts::111122223333:assumed-role/Engineer/bob'} | IMPLICIT_DENY | IMPLICIT_DENY",
                "{'AWS':'111122223333'} | IMPLICIT_DENY | IMPLICIT_DENY"
            })
    void aResourcePolicyNamesSessionsAndRoles(String principal, Decision alone, Decision narrow) {
        ResourcePolicy policy = resource(false, "Allow", principal);
        PolicySet session = PolicySet.builder()
                .session(TestPolicies.source("s"), TestPolicies.identity(ALLOW_S3))
                .build();
        Request request = by(TestPolicies.SSO_SESSION);
        assertThat(PolicySet.empty().evaluate(request, policy).decision()).isEqualTo(alone);
        assertThat(session.evaluate(request, policy).decision()).isEqualTo(narrow);
    }

    @Test
    void servicesAndProvidersLiveFromResourcePoliciesAlone() {
        Request service = by(new Requester.Service("logs.us-east-1.amazonaws.com"));
        Request web = by(new Requester.WebIdentity("arn:aws:iam::111122223333:oidc-provider/idp"));
        Request nobody = by(new Requester.Anonymous());
        PolicySet all = TestPolicies.identities(TestPolicies.identity(ALLOW_SSM));
        for (Request request : List.of(service, web, nobody)) {
            assertThat(all.evaluate(request).allowed()).isFalse();
            assertThat(all.evaluate(request, resource(false, "Allow", "'*'")).allowed())
                    .isTrue();
        }
        ResourcePolicy logs = resource(true, "Allow", "{'Service':'logs.us-east-1.amazonaws.com'}");
        assertThat(all.evaluate(service, logs).allowed()).isTrue();
        assertThat(all.evaluate(web, logs).allowed()).isFalse();
        ResourcePolicy idp = resource(true, "Allow", "{'Federated':'arn:aws:iam::111122223333:oidc-provider/idp'}");
        assertThat(all.evaluate(web, idp).allowed()).isTrue();
        assertThat(all.evaluate(service, idp).allowed()).isFalse();
        ResourcePolicy people = resource(true, "Allow", "{'AWS':'*'}");
        assertThat(all.evaluate(service, people).allowed()).isFalse();
        assertThat(all.evaluate(web, people).allowed()).isFalse();
        assertThat(all.evaluate(nobody, people).allowed()).isTrue();
    }

    @Test
    void onlyAResourcePolicyStopsTheAccountItself() {
        Request root = by(new Requester.Root(TestPolicies.ACCOUNT));
        PolicySet denied = layers(DENY_SSM, DENY_SSM, DENY_SSM);
        assertThat(denied.evaluate(root).allowed()).isTrue();
        assertThat(denied.evaluate(root, resource(false, "Deny", "{'AWS':'111122223333'}"))
                        .decision())
                .isEqualTo(Decision.EXPLICIT_DENY);
        assertThat(denied.evaluate(root.ownedBy("999988887777")).allowed()).isFalse();
        assertThat(denied.evaluate(root.ownedBy("999988887777"), resource(false, "Allow", "{'AWS':'111122223333'}"))
                        .allowed())
                .isTrue();
    }

    @Test
    void betweenAccountsBothSidesMustAllow() {
        Request foreign = QUESTION.ownedBy("999988887777");
        PolicySet identity = TestPolicies.identities(TestPolicies.identity(ALLOW_SSM));
        ResourcePolicy alice = resource(false, "Allow", "{'AWS':'arn:aws:iam::111122223333:user/alice'}");
        ResourcePolicy account = resource(false, "Allow", "{'AWS':'111122223333'}");
        assertThat(identity.evaluate(foreign).refusedBy()).contains(Layer.RESOURCE);
        assertThat(PolicySet.empty().evaluate(foreign, alice).refusedBy()).contains(Layer.IDENTITY);
        assertThat(identity.evaluate(foreign, alice).allowed()).isTrue();
        assertThat(identity.evaluate(foreign, account).allowed()).isTrue();
        assertThat(identity.evaluate(QUESTION.ownedBy(TestPolicies.ACCOUNT)).allowed())
                .isTrue();
    }

    @Test
    void notPrincipalDeniesAllOthers() {
        ResourcePolicy allButAlice = ResourcePolicy.of(
                TestPolicies.source("r"),
                TestPolicies.policy(
                        TestPolicies.statements(
                                "'Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:iam::111122223333:user/alice'},'Action':'*','Resource':'*'"),
                        PolicyKind.RESOURCE));
        PolicySet identity = TestPolicies.identities(TestPolicies.identity(ALLOW_SSM));
        assertThat(identity.evaluate(QUESTION, allButAlice).allowed()).isTrue();
        assertThat(identity.evaluate(by(TestPolicies.NODE), allButAlice).decision())
                .isEqualTo(Decision.EXPLICIT_DENY);
    }

    /** SECURITY: what is allowed but for some resources is not allowed for one of those by its other name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:ssm:*::document/AWS-*",
                "arn:aws:ssm:*:*:document/AWS-*",
                "arn:aws:ssm:*:111122223333:document/AWS-X"
            })
    void aSecondNameIsTheSameResource(String pattern) {
        Request request = Request.of(
                        TestPolicies.ALICE,
                        "ssm:StartSession",
                        "arn:aws:ssm:us-east-1::document/AWS-X",
                        Context.empty())
                .alsoSpelled("arn:aws:ssm:us-east-1:111122223333:document/AWS-X");
        Policy allow = TestPolicies.identity("'Effect':'Allow','Action':'*','Resource':'%s'".formatted(pattern));
        Policy allowBut = TestPolicies.identity("'Effect':'Allow','Action':'*','NotResource':'%s'".formatted(pattern));
        Policy deny = TestPolicies.identity(
                "'Effect':'Deny','Action':'*','Resource':'%s'".formatted(pattern),
                "'Effect':'Allow','Action':'*','Resource':'*'");
        assertThat(TestPolicies.identities(allow).evaluate(request).allowed()).isTrue();
        assertThat(TestPolicies.identities(allowBut).evaluate(request).allowed())
                .isFalse();
        assertThat(TestPolicies.identities(deny).evaluate(request).decision()).isEqualTo(Decision.EXPLICIT_DENY);
    }

    @Test
    void notResourceWithAVariableThatHasNoValueNeverGrantsAndStillDenies() {
        String own = "arn:aws:ssm:*:*:session/${aws:username}-*";
        Request role = Request.of(
                TestPolicies.SSO_SESSION,
                "ssm:TerminateSession",
                "arn:aws:ssm:us-east-1:111122223333:session/x-0a",
                Context.empty());
        Policy allow = TestPolicies.identity("'Effect':'Allow','Action':'*','NotResource':'%s'".formatted(own));
        Policy deny = TestPolicies.identity("'Effect':'Deny','Action':'*','NotResource':'%s'".formatted(own));
        assertThat(TestPolicies.identities(allow).evaluate(role).allowed()).isFalse();
        assertThat(TestPolicies.identities(deny).evaluate(role).decision()).isEqualTo(Decision.EXPLICIT_DENY);
    }

    @Test
    void variablesBeforeTheFifthColonAreText() {
        Context context = Context.builder()
                .single("aws:PrincipalAccount", TestPolicies.ACCOUNT)
                .build();
        Policy policy = TestPolicies.identity(
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:ec2:us-east-1:${aws:PrincipalAccount}:instance/*'");
        assertThat(TestPolicies.identities(policy)
                        .evaluate(TestPolicies.startSession(context))
                        .allowed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ssm:StartSession, true",
        "SSM:STARTSESSION, true",
        "ssm:*, true",
        "ssm:Start*, true",
        "ssm:S*n, true",
        "ssm:?tartSession, true",
        "*, true",
        "*:StartSession, true",
        "ssm:Star, false",
        "ss:*, false",
        "ssmmessages:*, false",
        "ssm:\u017FtartSession, false",
        "ssm:StartSession*x, false"
    })
    void actions(String pattern, boolean covered) {
        Policy allow =
                TestPolicies.identity("'Effect':'Allow','Action':['iam:x','%s'],'Resource':'*'".formatted(pattern));
        Policy allowBut =
                TestPolicies.identity("'Effect':'Allow','NotAction':['iam:x','%s'],'Resource':'*'".formatted(pattern));
        assertThat(TestPolicies.identities(allow).evaluate(QUESTION).allowed()).isEqualTo(covered);
        assertThat(TestPolicies.identities(allowBut).evaluate(QUESTION).allowed())
                .isEqualTo(!covered);
    }

    @Test
    void anActionWithoutResourceMeetsOnlyTheStar() {
        Request describe = Request.of(TestPolicies.ALICE, "ssm:DescribeSessions", "*", Context.empty());
        Policy star = TestPolicies.identity("'Effect':'Allow','Action':'ssm:*','Resource':['arn:aws:ssm:*:*:x','*']");
        Policy arn = TestPolicies.identity("'Effect':'Allow','Action':'ssm:*','Resource':'arn:aws:ssm:*:*:*'");
        assertThat(TestPolicies.identities(star).evaluate(describe).allowed()).isTrue();
        assertThat(TestPolicies.identities(arn).evaluate(describe).allowed()).isFalse();
    }

    @Test
    void explainsWhatWasNearlyAllowed() {
        Policy users = TestPolicies.policy(TestPolicies.document("session-manager-users"), PolicyKind.MANAGED);
        Context context =
                Context.builder().single("ssm:resourceTag/Environment", "dev").build();
        Explanation explanation = TestPolicies.identities(users)
                .evaluate(TestPolicies.startSession(context))
                .explain();
        assertThat(explanation.matched()).isEmpty();
        assertThat(explanation.missingKeys()).isEmpty();
        assertThat(explanation.nearMisses())
                .containsExactly(new NearMiss(
                        Layer.IDENTITY,
                        TestPolicies.source("test"),
                        users.statements().getFirst(),
                        new Failure.Conditions(List.of(new FailedCondition(
                                "StringLike",
                                "ssm:resourceTag/Environment",
                                List.of("staging", "production"),
                                List.of("dev"))))));
    }

    @Test
    void explainsWhoseAndWhichStatementsDecided() {
        Policy two = TestPolicies.identity("'Sid':'a'," + DENY_SSM, "'Sid':'b'," + ALLOW_SSM, "'Sid':'c'," + DENY_SSM);
        Explanation explanation =
                TestPolicies.identities(two).evaluate(QUESTION).explain();
        assertThat(explanation.matched())
                .extracting(match -> match.statement().sid().orElseThrow())
                .containsExactly("a", "c");
        assertThat(explanation.nearMisses()).isEmpty();
    }

    @Test
    void refusesPoliciesOfTheWrongKind() {
        Policy trust = TestPolicies.policy(TestPolicies.document("ec2-trust"), PolicyKind.TRUST);
        PolicySet.Builder builder = PolicySet.builder();
        assertThatThrownBy(() -> builder.identity(TestPolicies.source("t"), trust))
                .isInstanceOf(IllegalArgumentException.class);
        Policy identity = TestPolicies.identity(ALLOW_SSM);
        assertThatThrownBy(() -> ResourcePolicy.of(TestPolicies.source("t"), identity))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Request.of(TestPolicies.ALICE, "StartSession", "*", Context.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
