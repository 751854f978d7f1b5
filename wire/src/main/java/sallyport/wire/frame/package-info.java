// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The binary frame that carries everything on control and data channels, and nothing about what it means.
 *
 * <p>Main path: an end builds a {@link sallyport.wire.frame.Frame}, {@link sallyport.wire.frame.FrameWriter} turns it into one
 * WebSocket message, the gateway looks at it with {@link sallyport.wire.frame.FrameReader#header} and forwards the same bytes,
 * the other end calls {@link sallyport.wire.frame.FrameReader#read}. The payload stays bytes here; JSON payloads are in
 * {@code sallyport.wire.message}, order and resending in {@code sallyport.wire.stream}.
 */
@NullMarked
package sallyport.wire.frame;

import org.jspecify.annotations.NullMarked;
