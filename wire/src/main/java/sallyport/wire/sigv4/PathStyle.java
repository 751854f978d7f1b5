// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

/** How a service's requests turn the path on the wire into the path that is signed. */
public enum PathStyle {
    /** Every service but S3: dot segments and double slashes are removed, then the path, already encoded, is encoded once more. */
    NORMALIZED,
    /** S3, whose keys may contain dots and double slashes: no normalisation, encoded exactly once. */
    AS_SENT
}
