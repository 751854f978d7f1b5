// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sallyport.testkit.architecture.Architecture;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> rules() {
        return Architecture.of("sallyport.policy")
                .pure()
                .forbid(
                        "sallyport.policy.condition..",
                        "sallyport.policy",
                        "comparing two values needs no statement, so it can be tested alone")
                .tests();
    }
}
