// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sallyport.ledger.Checkpoint;
import sallyport.ledger.Expectations;
import sallyport.ledger.LedgerVerifier;
import sallyport.ledger.Verdict;

/** {@code sallyport ledger verify}: says whether a ledger is what its server wrote. Needs no server. */
@Command(
        name = "verify",
        sortOptions = false,
        header = "Checks every entry of an audit ledger.",
        description = {
            "",
            "Without a key, a fingerprint or a checkpoint obtained apart from the file, the ledger can at best be called",
            "consistent: whoever holds the file could have written all of it.",
            "Exits with 0 when nothing is wrong, with 1 when something is, with 255 when the file cannot be read.",
            ""
        })
final class LedgerVerifyCommand implements Callable<Integer> {
    private final OutputStream output;

    @Parameters(paramLabel = "FILE", description = "The ledger.")
    private Path file = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", description = "The server's public checkpoint key, PEM.")
    private @Nullable Path key;

    @Option(names = "--fingerprint", paramLabel = "HEX", description = "SHA-256 of that key.")
    private @Nullable String fingerprint;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A checkpoint exported earlier; may be repeated.")
    private List<Path> checkpoints = List.of();

    LedgerVerifyCommand(OutputStream output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        var expectations = Expectations.none();
        if (key != null) {
            expectations = expectations.withKey(fingerprintOf(key));
        }
        if (fingerprint != null) {
            expectations = expectations.withKey(fingerprint);
        }
        for (var checkpoint : checkpoints) {
            expectations = expectations.withCheckpoint(Checkpoint.parse(Files.readString(checkpoint)));
        }
        try (var ledger = new BufferedInputStream(Files.newInputStream(file))) {
            return report(LedgerVerifier.verify(ledger, expectations));
        }
    }

    private int report(Verdict verdict) throws IOException {
        return switch (verdict) {
            case Verdict.Authentic(Verdict.Chain chain) ->
                say(0, "authentic through entry %d; %s".formatted(chain.authenticThrough(), summary(chain)));
            case Verdict.Consistent(Verdict.Chain chain) ->
                say(0, "consistent, not authenticated: give --key, --fingerprint or --checkpoint; " + summary(chain));
            case Verdict.Broken(long entry, String why) -> say(1, "broken at entry %d: %s".formatted(entry, why));
            case Verdict.Missing(Verdict.Chain chain, Checkpoint known) ->
                say(
                        1,
                        "entries are missing: the ledger ends before entry %d, which a known checkpoint names; %s"
                                .formatted(known.sequence(), summary(chain)));
            case Verdict.TornTail(Verdict.Chain chain, long entry, long lengthBytes) ->
                say(
                        1,
                        "the last record, entry %d, has no end after %d bytes, as a crash leaves it; %s"
                                .formatted(entry, lengthBytes, summary(chain)));
        };
    }

    private static String summary(Verdict.Chain chain) {
        return "%d entries of server \"%s\", head %s".formatted(chain.entries(), chain.server(), chain.head());
    }

    private int say(int exitCode, String line) throws IOException {
        output.write((line + "\n").getBytes(UTF_8));
        output.flush();
        return exitCode;
    }

    private static String fingerprintOf(Path pem) throws IOException {
        var base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "");
        try {
            var der = Base64.getMimeDecoder().decode(base64);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (IllegalArgumentException e) {
            throw new IOException("\"%s\" is no PEM file".formatted(pem), e);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
