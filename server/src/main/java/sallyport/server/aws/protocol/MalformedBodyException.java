// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.io.IOException;

/** A request's body is not what its protocol demands; the message is for the caller. */
@SuppressWarnings("serial") // is never sent anywhere
public final class MalformedBodyException extends IOException {

    private final Failure failure;

    MalformedBodyException(String message) {
        super(message);
        this.failure = new Failure.MalformedBody(message);
    }

    private MalformedBodyException(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    /** A body of a type the protocol does not have. */
    static MalformedBodyException unsupportedMediaType() {
        return new MalformedBodyException(new Failure.UnsupportedMediaType());
    }

    public Failure failure() {
        return failure;
    }
}
