// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import java.util.List;

/**
 * What a decoder made of a stream.
 *
 * @param calls as {@link RecordingSink} writes them
 * @param closeCode of the error that ended it, 0 without
 */
record DecodedStream(List<String> calls, int closeCode) {}
