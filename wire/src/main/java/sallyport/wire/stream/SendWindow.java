// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;

/**
 * The sending half of a data stream: numbers frames, keeps each until it is acknowledged and says which to send again.
 *
 * <p>A frame is recorded before anyone can write it, so its acknowledgement always finds it (the official ends do it the other
 * way round and lose acknowledgements on fast links). When {@link #hasRoom} is false the owner stops reading what it sends.
 * Not thread-safe.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#resending}.
 */
public final class SendWindow {
    /*
     * Connections are first-in first-out, so on one connection there are two reasons for silence about a frame. Either frames
     * transmitted after it are acknowledged: then it was dropped (an official end whose handler was not ready) or was there
     * already (a duplicate, which the official client never acknowledges again); it is sent again at once the first time, then
     * at each gap timeout. Or nothing after it is acknowledged: then the path may just be slow, and the timeout doubles.
     *
     * Every transmission on a connection has a number. A slot knows the number of its frame's last transmission and of its first
     * one on this connection; an acknowledgement only proves that some copy arrived, so it counts for the first.
     */

    /** Enough for 200 MB/s at 20 ms of round trip; the same on both of our ends. */
    public static final long DEFAULT_LIMIT_BYTES = 4 << 20;

    /** Most frames between the oldest unacknowledged and the newest one; a single lost frame must not grow the ring for ever. */
    static final int MAX_SPAN = 1 << 16;

    private static final int SMALL_RING = 1 << 6;
    private static final int LARGE_RING = 1 << 10;

    private static final int RESENDS_BEFORE_ASSUMING_DELIVERY = 10;
    private static final long NANOS_BEFORE_ASSUMING_DELIVERY = 5_000_000_000L;

    private final MessageType type;
    private final long limitBytes;
    private final RoundTrip roundTrip = new RoundTrip();

    /** The slot of sequence s is {@code s & (length - 1)}; slots are reused, so that sending allocates nothing but frames. */
    private Slot[] ring = newSlots(SMALL_RING);

    /** Sequence of the oldest unacknowledged frame, or {@code next} if there is none. */
    private long oldest;

    private long next;
    private long unacknowledgedBytes;

    private long transmissions;
    private long highestAcknowledgedTransmission;

    private boolean peerIgnoresDuplicates;
    private long handshakeNanos;

    /** What is known of one unacknowledged frame. */
    private static final class Slot {
        @Nullable
        Frame frame;

        long sentNanos;
        long transmission;
        long firstTransmissionHere;
        boolean sentOnce;
        /** Whether it was sent again at once because of a gap, which happens once per connection. */
        boolean gapResent;
        /** Copies on this connection after each of which later frames were acknowledged. */
        int fruitlessResends;
        /** The resent copy that counts as fruitless next. */
        long trialTransmission;
    }

    /**
     * An empty window.
     *
     * @param type {@code INPUT_STREAM_DATA} at the client, {@code OUTPUT_STREAM_DATA} at the agent
     * @param limitBytes unacknowledged bytes, headers included, at which {@link #hasRoom} turns false
     */
    public SendWindow(MessageType type, long limitBytes) {
        this.type = type;
        this.limitBytes = limitBytes;
    }

    /** Whether another frame may be sent. The last one may pass the limit by its length. */
    public boolean hasRoom() {
        return unacknowledgedBytes < limitBytes && next - oldest < MAX_SPAN;
    }

    public boolean isEmpty() {
        return unacknowledgedBytes == 0;
    }

    /** Bytes of all unacknowledged frames, headers included. */
    public long unacknowledgedBytes() {
        return unacknowledgedBytes;
    }

    /**
     * The next frame of the stream, already recorded as sent: write it now.
     *
     * @throws IllegalStateException if there is no room
     */
    public Frame next(PayloadType payloadType, byte[] payload, UUID id, long createdMillis, long nowNanos) {
        if (!hasRoom()) {
            throw new IllegalStateException(
                    "%d bytes are unacknowledged, the limit is %d".formatted(unacknowledgedBytes, limitBytes));
        }
        long flags = next == 0 && type == MessageType.OUTPUT_STREAM_DATA ? Frame.SYN : 0;
        Frame frame = new Frame(type, createdMillis, next, flags, id, payloadType, payload);
        if (next - oldest == ring.length) {
            grow();
        }
        Slot slot = slot(next);
        slot.frame = frame;
        slot.sentOnce = true;
        startOnConnection(slot, nowNanos);
        next++;
        unacknowledgedBytes += FrameWriter.lengthBytes(frame);
        return frame;
    }

    /**
     * The peer has this frame. Unknown and repeated numbers are ignored.
     *
     * @return whether the oldest frame shows a gap, so that {@link #due} has something to send at once
     */
    public boolean acknowledged(long sequence, long nowNanos) {
        if (sequence < oldest || sequence >= next || slot(sequence).frame == null) {
            return false;
        }
        Slot slot = slot(sequence);
        if (slot.sentOnce) {
            roundTrip.sample(nowNanos - slot.sentNanos);
        }
        highestAcknowledgedTransmission = Math.max(highestAcknowledgedTransmission, slot.firstTransmissionHere);
        release(slot);
        advance();
        return oldest < next && isPassed(slot(oldest)) && !slot(oldest).gapResent;
    }

    /** Every frame whose time has come, in order, recorded as sent again: write them now. Ask every 100 ms or so. */
    public List<Frame> due(long nowNanos) {
        List<Frame> due = List.of();
        boolean timedOut = false;
        for (long sequence = oldest; sequence < next; sequence++) {
            Slot slot = slot(sequence);
            Frame frame = slot.frame;
            if (frame == null || !isDue(slot, nowNanos)) {
                continue;
            }
            countFruitless(slot);
            if (isSurelyDelivered(slot, nowNanos)) {
                release(slot);
                continue;
            }
            if (isPassed(slot)) {
                slot.gapResent = true;
            } else {
                timedOut = true;
            }
            slot.sentOnce = false;
            slot.sentNanos = nowNanos;
            slot.transmission = ++transmissions;
            due = due.isEmpty() ? new ArrayList<>() : due;
            due.add(frame);
        }
        if (timedOut) {
            roundTrip.backOff();
        }
        advance();
        return due;
    }

    /** Every unacknowledged frame, in order, recorded as sent on a new connection: write them before anything else. */
    public List<Frame> resume(long nowNanos) {
        highestAcknowledgedTransmission = 0;
        roundTrip.restart();
        List<Frame> all = new ArrayList<>();
        for (long sequence = oldest; sequence < next; sequence++) {
            Slot slot = slot(sequence);
            if (slot.frame != null) {
                slot.sentOnce = false;
                startOnConnection(slot, nowNanos);
                all.add(slot.frame);
            }
        }
        return all;
    }

    /**
     * From five seconds after this on, a frame that was sent ten times on one connection, each time followed by
     * acknowledgements of later ones, counts as delivered.
     *
     * <p>COMPAT: the official client never acknowledges a duplicate, so an acknowledgement that dies with a connection never comes
     * again. Five seconds after the handshake its handlers are up, and nothing else makes it drop a frame.
     */
    public void peerIgnoresDuplicates(long handshakeCompletedNanos) {
        peerIgnoresDuplicates = true;
        handshakeNanos = handshakeCompletedNanos;
    }

    private boolean isDue(Slot slot, long nowNanos) {
        if (!isPassed(slot)) {
            return nowNanos - slot.sentNanos >= roundTrip.timeoutNanos();
        }
        return !slot.gapResent || nowNanos - slot.sentNanos >= roundTrip.gapTimeoutNanos();
    }

    /** Whether a frame transmitted later than this one was acknowledged. */
    private boolean isPassed(Slot slot) {
        return slot.transmission < highestAcknowledgedTransmission;
    }

    /** Called before each resend: counts the copy on trial if it was passed over, and puts the coming one on trial. */
    private void countFruitless(Slot slot) {
        if (slot.sentOnce) {
            slot.trialTransmission = transmissions + 1;
        } else if (slot.trialTransmission < highestAcknowledgedTransmission) {
            slot.fruitlessResends++;
            slot.trialTransmission = transmissions + 1;
        }
    }

    private boolean isSurelyDelivered(Slot slot, long nowNanos) {
        return peerIgnoresDuplicates
                && slot.fruitlessResends >= RESENDS_BEFORE_ASSUMING_DELIVERY
                && nowNanos - handshakeNanos >= NANOS_BEFORE_ASSUMING_DELIVERY;
    }

    private void startOnConnection(Slot slot, long nowNanos) {
        slot.sentNanos = nowNanos;
        slot.transmission = ++transmissions;
        slot.firstTransmissionHere = slot.transmission;
        slot.gapResent = false;
        slot.fruitlessResends = 0;
        slot.trialTransmission = slot.transmission;
    }

    private void release(Slot slot) {
        unacknowledgedBytes -= FrameWriter.lengthBytes(Objects.requireNonNull(slot.frame));
        slot.frame = null;
    }

    private void advance() {
        while (oldest < next && slot(oldest).frame == null) {
            oldest++;
        }
        if (oldest == next && ring.length > LARGE_RING) {
            ring = newSlots(SMALL_RING);
        }
    }

    private Slot slot(long sequence) {
        return ring[(int) (sequence & (ring.length - 1))];
    }

    private void grow() {
        Slot[] larger = newSlots(2 * ring.length);
        for (long sequence = oldest; sequence < next; sequence++) {
            larger[(int) (sequence & (larger.length - 1))] = slot(sequence);
        }
        ring = larger;
    }

    private static Slot[] newSlots(int length) {
        Slot[] slots = new Slot[length];
        Arrays.setAll(slots, i -> new Slot());
        return slots;
    }
}
