// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * JMH classes for the code that runs once per frame, per request or per audit entry. {@code bench/run jmh} runs all of them,
 * {@code bench/run jmh --jmh FrameCodec} those whose name contains the word.
 *
 * <p>Inputs are fixed, so that two runs compare. Nothing here opens a socket; only {@link LedgerAppend} writes a file.
 */
@NullMarked
package sallyport.bench.hotpath;

import org.jspecify.annotations.NullMarked;
