// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.bench.hotpath;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import sallyport.wire.sigv4.Credentials;
import sallyport.wire.sigv4.MalformedAuthorizationException;
import sallyport.wire.sigv4.SigV4Authorization;
import sallyport.wire.sigv4.SigV4Signer;
import sallyport.wire.sigv4.SigV4Verifier;
import sallyport.wire.sigv4.SigningRequest;
import sallyport.wire.sigv4.Verification;

/** What a signature costs on a StartSession request as the aws CLI sends it: by the client, and by the front door on every call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SigV4 {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Credentials KEY =
            Credentials.longTerm("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final URI ENDPOINT = URI.create("https://localhost:8443/");
    private static final byte[] BODY = "{\"Target\":\"i-0bbbbbbbbbbbbbbbb\"}".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> UNSIGNED =
            Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", "AmazonSSM.StartSession");

    private final Map<String, String> headers = signedHeaders();

    @Benchmark
    public Map<String, String> sign() {
        SigningRequest request = SigningRequest.of("POST", ENDPOINT, UNSIGNED, BODY);
        return SigV4Signer.sign(request, KEY, "us-east-1", "ssm", NOW);
    }

    /** Parsing, hashing the body and checking, as for a request that has just arrived. */
    @Benchmark
    public Verification verify() throws MalformedAuthorizationException {
        SigV4Authorization authorization = SigV4Authorization.ofHeader(
                headers.getOrDefault("authorization", ""),
                name -> Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))));
        SigningRequest request = SigningRequest.of("POST", ENDPOINT, headers, BODY);
        Verification verification = SigV4Verifier.STANDARD.verify(authorization, request, KEY.secretAccessKey(), NOW);
        if (!(verification instanceof Verification.Valid)) {
            throw new IllegalStateException("the signature was not accepted");
        }
        return verification;
    }

    private static Map<String, String> signedHeaders() {
        var headers = new HashMap<>(UNSIGNED);
        SigningRequest request = SigningRequest.of("POST", ENDPOINT, UNSIGNED, BODY);
        SigV4Signer.sign(request, KEY, "us-east-1", "ssm", NOW)
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(headers);
    }
}
