// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** IAM, errors included; the checks are in {@code boto3_iam.py}. */
class Boto3IamTest {

    @Test
    void iamAnswersAsItsModelSays() throws Exception {
        StockPrograms.require("python3");
        try (Demo demo = Demo.start()) {
            Result result =
                    demo.run("python3", StockPrograms.script("boto3_iam.py").toString());

            assertThat(result.exit()).as(result.out() + result.err()).isZero();
            assertThat(result.out().lines().filter(line -> line.startsWith("ok test_")))
                    .hasSizeGreaterThanOrEqualTo(7);
        }
    }
}
