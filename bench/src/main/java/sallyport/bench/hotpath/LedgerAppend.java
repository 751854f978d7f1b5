// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.bench.hotpath;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import sallyport.ledger.Details;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerException;
import sallyport.ledger.Receipt;

/** Durable audit entries a second: alone, where each waits for an fsync of its own, and from 64 threads that share them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class LedgerAppend {
    private static final LedgerEvent.Caller CALLER = new LedgerEvent.Caller(
            "IAMUser",
            "arn:aws:iam::123456789012:user/admin",
            "AIDAEXAMPLEEXAMPLE123",
            "123456789012",
            "AKIAEXAMPLEEXAMPLE12");
    private static final LedgerEvent INTENT = new LedgerEvent.ApiCall(
            new LedgerEvent.Call(
                    CALLER,
                    "ssm",
                    "StartSession",
                    "5c4b7f0e-6a54-4f0e-9d5f-0a9a8a5e2c11",
                    "127.0.0.1",
                    "aws-cli/1.45.11",
                    List.of("arn:aws:ec2:us-east-1:123456789012:instance/i-0bbbbbbbbbbbbbbbb"),
                    Details.of(Map.of("Target", "i-0bbbbbbbbbbbbbbbb"))),
            LedgerEvent.Result.SUCCEEDED,
            "",
            "");

    private final TemporaryLedger file = TemporaryLedger.open();

    @Benchmark
    @Threads(1)
    public Receipt alone() throws LedgerException {
        return file.ledger().append(INTENT);
    }

    @Benchmark
    @Threads(64)
    public Receipt from64Threads() throws LedgerException {
        return file.ledger().append(INTENT);
    }

    @TearDown
    public void close() throws IOException {
        file.close();
    }
}
