// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import java.io.IOException;
import sallyport.wire.frame.PayloadType;

/** The way to the node. */
interface Outbound {
    /** Sends a payload; blocks while too much is under way. */
    void send(PayloadType payloadType, byte[] payload) throws IOException, InterruptedException;
}
