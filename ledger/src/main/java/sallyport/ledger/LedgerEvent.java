// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/**
 * What an entry records. The record's name is the {@code type} in the file, its components are the members: renaming
 * one changes the format, adding one does not (readers keep what they do not know).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface LedgerEvent {

    /**
     * Who called, as the front door found out.
     *
     * @param kind {@code IAMUser}, {@code AssumedRole} or {@code Node}; {@code Anonymous} for the calls AWS leaves unsigned
     * @param accessKeyId empty when the request was not signed with an access key
     */
    record Caller(String kind, String arn, String userId, String account, String accessKeyId) {}

    /**
     * An API call, without its result.
     *
     * @param service the AWS service, {@code ssm}
     * @param resources ARNs the authorisation was asked about
     * @param parameters the request without its secrets
     */
    record Call(
            Caller caller,
            String service,
            String operation,
            String requestId,
            String sourceIp,
            String userAgent,
            List<String> resources,
            Details parameters) {
        public Call {
            resources = List.copyOf(resources);
        }
    }

    /** How an API call went. {@link #UNKNOWN}: the server died between intent and outcome. */
    enum Result {
        SUCCEEDED,
        DENIED,
        FAILED,
        UNKNOWN
    }

    /** A call that changes something has been authorised and has not begun. */
    record ApiIntent(Call call) implements LedgerEvent {}

    /**
     * How the call of an intent ended.
     *
     * @param intent the sequence number of its {@link ApiIntent}
     * @param errorCode empty when it succeeded
     * @param response the reply without its secrets
     */
    record ApiOutcome(long intent, Result result, String errorCode, String message, Details response)
            implements LedgerEvent {}

    /** A call that changed nothing: it only reads, or was denied or refused. */
    record ApiCall(Call call, Result result, String errorCode, String message) implements LedgerEvent {}

    /**
     * Requests in one minute from one address whose caller is not known: unsigned, wrongly signed, unreadable.
     *
     * @param source the address, or {@code other} beyond the addresses told apart in one minute
     */
    record Unauthenticated(String source, String errorCode, long count, Instant first, Instant last)
            implements LedgerEvent {}

    /**
     * A session is over. {@code StartSession}'s outcome is the record of its start.
     *
     * @param reason one word for programs, {@code Idle}
     * @param message the sentence the user was told
     */
    record SessionEnded(
            String sessionId,
            String target,
            String owner,
            String document,
            Instant started,
            String reason,
            String message)
            implements LedgerEvent {}

    /**
     * One end of a session has a data channel.
     *
     * @param side {@code client} or {@code agent}
     */
    record ChannelOpened(String sessionId, String side, String source, String clientVersion) implements LedgerEvent {}

    /** A data channel was refused: wrong, used or expired token, ended session, wrong signer. */
    record ChannelRefused(String sessionId, String source, String reason) implements LedgerEvent {}

    record NodeConnected(String node, String source, String agentVersion) implements LedgerEvent {}

    record NodeDisconnected(String node, String reason) implements LedgerEvent {}

    record ServerStarted(String version, String account, String region) implements LedgerEvent {}

    record ServerStopped(String reason) implements LedgerEvent {}

    /**
     * The administrator's key is about to be replaced by someone with access to the host.
     *
     * @param user who ran the command, by the operating system
     */
    record AdministratorReset(String user, String host) implements LedgerEvent {}

    /**
     * Written by the ledger: everything before this entry is signed.
     *
     * @param openIntents intents before this entry that have no outcome yet
     */
    record Checkpointed(Checkpoint checkpoint, List<Long> openIntents) implements LedgerEvent {
        public Checkpointed {
            openIntents = List.copyOf(openIntents);
        }
    }

    /**
     * Written by the ledger: the last record was incomplete when the ledger was opened and has been cut off. It was
     * never acknowledged to anyone.
     *
     * @param sha256 of the bytes cut off
     */
    record TailRecovered(long lengthBytes, String sha256) implements LedgerEvent {}
}
