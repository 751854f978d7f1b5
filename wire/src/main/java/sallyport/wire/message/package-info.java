// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What frames carry: JSON payloads as records with AWS's member names, and the few payloads that are not JSON.
 *
 * <p>Main path: {@link sallyport.wire.message.Messages#write} makes a payload of a record,
 * {@link sallyport.wire.message.Messages#read} makes a record of a payload or throws. A record that exists is complete: its
 * constructor has checked the members that the protocol requires. Nothing here knows frames in flight, sockets or time.
 */
@NullMarked
package sallyport.wire.message;

import org.jspecify.annotations.NullMarked;
