// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * AWS Signature Version 4: what a request's signature covers, how it is made and how it is checked. Pure functions; time is an argument.
 *
 * <p>Signing: {@link sallyport.wire.sigv4.SigV4Signer} (HMAC) or {@link sallyport.wire.sigv4.NodeSignature} (a node's RSA key) turns a
 * {@link sallyport.wire.sigv4.SigningRequest} into the headers to add. Checking: {@link sallyport.wire.sigv4.SigV4Authorization} is parsed
 * from the request, the secret of its access key is found elsewhere, {@link sallyport.wire.sigv4.SigV4Verifier} gives a verdict. Both go
 * through {@link sallyport.wire.sigv4.CanonicalRequest} and {@link sallyport.wire.sigv4.StringToSign}.
 */
@NullMarked
package sallyport.wire.sigv4;

import org.jspecify.annotations.NullMarked;
