// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.time.Duration;
import java.util.OptionalInt;
import sallyport.server.session.EndReason.AgentError;
import sallyport.server.session.EndReason.ApiTerminated;
import sallyport.server.session.EndReason.Exited;
import sallyport.server.session.EndReason.Idle;
import sallyport.server.session.EndReason.MaxDuration;
import sallyport.server.session.EndReason.NodeLost;
import sallyport.server.session.EndReason.NodeRemoved;
import sallyport.server.session.EndReason.PolicyChange;
import sallyport.server.session.EndReason.RecordingFailed;
import sallyport.server.session.EndReason.ServerError;
import sallyport.server.session.EndReason.Unopened;
import sallyport.server.session.EndReason.UserEnded;

/**
 * Reasons as two texts, a word and a detail: how the store and the ledger keep them. A word must never change its meaning.
 * And limits as users are told them.
 */
final class EndWords {

    private EndWords() {}

    static String word(EndReason reason) {
        return switch (reason) {
            case Exited _ -> "Exited";
            case UserEnded _ -> "UserEnded";
            case ApiTerminated _ -> "ApiTerminated";
            case Idle _ -> "Idle";
            case MaxDuration _ -> "MaxDuration";
            case PolicyChange _ -> "PolicyChange";
            case Unopened _ -> "Unopened";
            case NodeLost _ -> "NodeLost";
            case NodeRemoved _ -> "NodeRemoved";
            case AgentError _ -> "AgentError";
            case RecordingFailed _ -> "RecordingFailed";
            case ServerError _ -> "ServerError";
        };
    }

    /** What the reason holds besides its kind; empty if nothing. Durations as ISO 8601. */
    static String detail(EndReason reason) {
        return switch (reason) {
            case Exited exited ->
                exited.code().isPresent() ? Integer.toString(exited.code().getAsInt()) : "";
            case ApiTerminated terminated -> terminated.by();
            case Idle idle -> idle.limit().toString();
            case MaxDuration max -> max.limit().toString();
            case AgentError error -> error.text();
            case PolicyChange change -> change.why();
            case UserEnded _, Unopened _, NodeLost _, NodeRemoved _, RecordingFailed _, ServerError _ -> "";
        };
    }

    static EndReason read(String word, String detail) {
        return switch (word) {
            case "Exited" ->
                new Exited(detail.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(detail)));
            case "UserEnded" -> new UserEnded();
            case "ApiTerminated" -> new ApiTerminated(detail);
            case "Idle" -> new Idle(Duration.parse(detail));
            case "MaxDuration" -> new MaxDuration(Duration.parse(detail));
            case "PolicyChange" -> new PolicyChange(detail);
            case "Unopened" -> new Unopened();
            case "NodeLost" -> new NodeLost();
            case "NodeRemoved" -> new NodeRemoved();
            case "AgentError" -> new AgentError(detail);
            case "RecordingFailed" -> new RecordingFailed();
            case "ServerError" -> new ServerError();
            default -> throw new IllegalArgumentException("no reason is called \"" + word + "\"");
        };
    }

    /** {@code 20 minutes}, {@code 1 minute}, or seconds if it is not a whole number of minutes. */
    static String minutes(Duration limit) {
        return limit.toSecondsPart() == 0 && limit.toMinutes() > 0
                ? count(limit.toMinutes(), "minute")
                : count(limit.toSeconds(), "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
