// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sallyport.testkit.architecture.Architecture;

class ArchitectureTest {
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
                .forbid("sallyport.server.gateway..", "sallyport.server.service..", "R6: a relay never knows an API")
                .forbid("sallyport.server.gateway..", "sallyport.server.aws..", "R6: a relay never knows an API")
                .forbid(
                        "sallyport.server.(*)..",
                        "sallyport.server",
                        "nothing imports Main, and settings reach a package as its own arguments")
                .shapesIn("sallyport.server") // settings
                .shapesIn("sallyport.server.store") // rows
                .shapesIn("sallyport.server.node") // what a node tells about itself
                .shapesIn("sallyport.server.session") // what DescribeSessions tells about a session
                .shapesIn("sallyport.server.service.ssm.activation") // AWS's own shapes, here and below
                .shapesIn("sallyport.server.service.ssm.agent")
                .shapesIn("sallyport.server.service.ssm.document")
                .shapesIn("sallyport.server.service.ssm.node")
                .shapesIn("sallyport.server.service.ssm.session")
                .tests();
    }
}
