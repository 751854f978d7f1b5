// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameReader;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.Acknowledge;
import sallyport.wire.message.AgentSessionState;
import sallyport.wire.message.AgentSessionState.State;
import sallyport.wire.message.ChannelClosed;
import sallyport.wire.message.HandshakeRequest;
import sallyport.wire.message.Messages;
import sallyport.wire.message.RequestedClientAction.SelectSessionType;
import sallyport.wire.message.SessionType;

/** Frames as the two ends send them, and as text for comparison. */
final class TestFrames {
    private static final long CREATED = 1_700_000_000_123L;

    private TestFrames() {}

    static byte[] output(long sequence, String payload) {
        return stream(MessageType.OUTPUT_STREAM_DATA, sequence, PayloadType.OUTPUT, bytes(payload));
    }

    static byte[] input(long sequence, String payload) {
        return stream(MessageType.INPUT_STREAM_DATA, sequence, PayloadType.OUTPUT, bytes(payload));
    }

    static byte[] handshakeRequest(long sequence, SessionType type) {
        HandshakeRequest request = new HandshakeRequest("3.3.0.0", List.of(new SelectSessionType(type, null)), null);
        return stream(MessageType.OUTPUT_STREAM_DATA, sequence, PayloadType.HANDSHAKE_REQUEST, Messages.write(request));
    }

    static byte[] handshakeResponse(long sequence) {
        return stream(MessageType.INPUT_STREAM_DATA, sequence, PayloadType.HANDSHAKE_RESPONSE, bytes("{}"));
    }

    static byte[] handshakeComplete(long sequence) {
        return stream(MessageType.OUTPUT_STREAM_DATA, sequence, PayloadType.HANDSHAKE_COMPLETE, bytes("{}"));
    }

    static byte[] terminateFlag(long sequence) {
        return stream(MessageType.INPUT_STREAM_DATA, sequence, PayloadType.FLAG, new byte[] {0, 0, 0, 2});
    }

    static byte[] ackOfOutput(long sequence) {
        return ack(MessageType.OUTPUT_STREAM_DATA, sequence);
    }

    static byte[] ackOfInput(long sequence) {
        return ack(MessageType.INPUT_STREAM_DATA, sequence);
    }

    private static byte[] ack(MessageType type, long sequence) {
        Acknowledge ack = new Acknowledge(type.wireName(), id(sequence), sequence, true);
        return control(MessageType.ACKNOWLEDGE, Messages.write(ack));
    }

    static byte[] agentState(State state) {
        return control(MessageType.AGENT_SESSION_STATE, Messages.write(new AgentSessionState(state, "s")));
    }

    /** Our agent's last word. */
    static byte[] exited(int code) {
        return control(MessageType.AGENT_SESSION_STATE, Messages.write(AgentSessionState.exited("s", code)));
    }

    static byte[] exitCode(long sequence, String payload) {
        return stream(MessageType.OUTPUT_STREAM_DATA, sequence, PayloadType.EXIT_CODE, bytes(payload));
    }

    static byte[] control(MessageType type, byte[] payload) {
        return FrameWriter.write(
                new Frame(type, CREATED, 0, Frame.SYN | Frame.FIN, new UUID(7, 7), PayloadType.UNSET, payload));
    }

    private static byte[] stream(MessageType type, long sequence, PayloadType payloadType, byte[] payload) {
        return FrameWriter.write(new Frame(type, CREATED, sequence, 0, id(sequence), payloadType, payload));
    }

    /** The id of a stream frame, of which there is one per number. */
    static UUID id(long sequence) {
        return new UUID(1, sequence);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A received frame in a few words. */
    static String say(byte[] message) {
        try {
            Frame frame = FrameReader.read(ByteBuffer.wrap(message));
            return switch (frame.type()) {
                case ACKNOWLEDGE -> {
                    Acknowledge ack = Messages.read(frame.payload(), Acknowledge.class);
                    yield "ack " + ack.sequence() + (ack.id().equals(id(ack.sequence())) ? "" : " of another frame");
                }
                case CHANNEL_CLOSED ->
                    "closed \""
                            + Messages.read(frame.payload(), ChannelClosed.class)
                                    .output() + "\"";
                case INPUT_STREAM_DATA, OUTPUT_STREAM_DATA ->
                    frame.payloadType() == PayloadType.OUTPUT
                            ? frame.sequence() + " " + new String(frame.payload(), StandardCharsets.UTF_8)
                            : frame.sequence() + " " + frame.payloadType();
                default -> frame.type().wireName();
            };
        } catch (MalformedFrameException e) {
            return "malformed: " + e.getMessage();
        }
    }
}
