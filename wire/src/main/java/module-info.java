// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What travels between the programs. No I/O, no threads, no clock: the list of what it requires is the proof.
 */
module sallyport.wire {
    requires com.fasterxml.jackson.annotation;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports sallyport.wire.frame;
    exports sallyport.wire.message;
    exports sallyport.wire.sigv4;
    exports sallyport.wire.stream;
    exports sallyport.wire.websocket;
}
