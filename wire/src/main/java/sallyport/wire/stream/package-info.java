// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Order and delivery of one data stream over connections that come and go: each payload arrives exactly once, in order.
 *
 * <p>Main path: the sender gets each frame from {@link sallyport.wire.stream.SendWindow#next}, writes it, and reports
 * acknowledgements; the receiver asks {@link sallyport.wire.stream.ReceiveWindow#accept} what to do with each frame that comes.
 * Both are state machines without threads or clocks: time is an argument, in nanoseconds of any monotonic clock. Each belongs
 * to one owner, who brings the lock if there are several threads.
 */
@NullMarked
package sallyport.wire.stream;

import org.jspecify.annotations.NullMarked;
