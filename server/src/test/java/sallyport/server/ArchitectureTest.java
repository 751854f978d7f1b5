// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sallyport.server.aws.Operation;
import sallyport.testkit.architecture.Architecture;

class ArchitectureTest {
    /** Calls within a class are left out: the compiler makes a bridge from the interface's method to the typed one. */
    private static final DescribedPredicate<JavaCall<?>> CARRIES_OUT_AN_OPERATION = DescribedPredicate.describe(
            "it carries out an operation",
            call -> Set.of("plan", "handle").contains(call.getName())
                    && call.getTargetOwner().isAssignableTo(Operation.class)
                    && !call.getTargetOwner().equals(call.getOriginOwner()));

    @TestFactory
    Stream<DynamicTest> rules() {
        return Architecture.of("sallyport.server")
                .rule(
                        "R2 AWS services never use each other",
                        slices().matching("sallyport.server.service.(*)..")
                                .should()
                                .notDependOnEachOther()
                                .because("what two services share belongs to session, command, node or identity"))
                .forbid(
                        "sallyport.server.aws..",
                        "sallyport.server.service..",
                        "R5: the front door knows operations by their interface")
                .rule(
                        "R5 operations are carried out by the front door alone",
                        noClasses()
                                .that()
                                .doNotHaveFullyQualifiedName("sallyport.server.aws.Exchange")
                                .should()
                                .callMethodWhere(CARRIES_OUT_AN_OPERATION)
                                .because("who calls one elsewhere does so unauthorised and off the ledger"))
                .forbid("sallyport.server.gateway..", "sallyport.server.service..", "R6: a relay never knows an API")
                .forbid("sallyport.server.gateway..", "sallyport.server.aws..", "R6: a relay never knows an API")
                .forbid(
                        "sallyport.server.(*)..",
                        "sallyport.server",
                        "nothing imports Main, and settings reach a package as its own arguments")
                .shapesIn("sallyport.server") // settings
                .shapesIn("sallyport.server.store") // rows
                .shapesIn("sallyport.server.store.iam")
                .shapesIn("sallyport.server.node") // what a node tells about itself
                .shapesIn("sallyport.server.session") // what DescribeSessions tells about a session
                .shapesIn("sallyport.server.service.iam")
                .shapesIn("sallyport.server.service.iam.account")
                .shapesIn("sallyport.server.service.iam.policy")
                .shapesIn("sallyport.server.service.ssm.activation") // AWS's own shapes, here and below
                .shapesIn("sallyport.server.service.ssm.agent")
                .shapesIn("sallyport.server.service.ssm.document")
                .shapesIn("sallyport.server.service.ssm.node")
                .shapesIn("sallyport.server.service.ssm.session")
                .shapesIn("sallyport.server.service.sts")
                .tests();
    }
}
