// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

/** What the JSON protocols say of a failure: the same codes, with status 400 in awsJson and 403 for authentication in restJson. */
final class JsonFailures {
    private JsonFailures() {}

    /** The authentication status is that of everything about who calls. */
    static WireError describe(Failure failure, int authenticationStatus) {
        return switch (failure) {
            case Failure.MissingAuthentication _ ->
                WireError.of(
                        authenticationStatus, "MissingAuthenticationTokenException", "Missing Authentication Token");
            case Failure.IncompleteSignature(var message) ->
                WireError.of(authenticationStatus, "IncompleteSignatureException", message);
            case Failure.UnknownKey _ ->
                WireError.of(
                        authenticationStatus,
                        "UnrecognizedClientException",
                        "The security token included in the request is invalid.");
            case Failure.ExpiredToken _ ->
                WireError.of(
                        authenticationStatus,
                        "ExpiredTokenException",
                        "The security token included in the request is expired");
            case Failure.SignatureMismatch mismatch ->
                WireError.of(authenticationStatus, "InvalidSignatureException", mismatch.message());
            case Failure.SignatureExpired(var message) ->
                WireError.of(authenticationStatus, "InvalidSignatureException", message);
            case Failure.SignatureNotValid(var message) ->
                WireError.of(authenticationStatus, "InvalidSignatureException", message);
            case Failure.AccessDenied(var message) ->
                WireError.of(authenticationStatus, "AccessDeniedException", message);
            case Failure.UnknownOperation _ ->
                WireError.of(authenticationStatus == 400 ? 400 : 404, "UnknownOperationException", "");
            case Failure.MalformedBody(var message) -> WireError.of(400, "SerializationException", message);
            case Failure.UnsupportedMediaType _ -> WireError.of(415, "UnsupportedMediaTypeException", "");
            case Failure.Invalid(var message) -> WireError.of(400, "ValidationException", message);
            case Failure.TooLarge _ ->
                WireError.of(413, "RequestEntityTooLargeException", "Request size exceeds the maximum allowed size.");
            case Failure.Internal _ -> WireError.of(500, "InternalServerError", "An internal error occurred.");
        };
    }
}
