// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

/** The request, finding or reply of an operation that has none. */
public record Nothing() {
    public static final Nothing NOTHING = new Nothing();
}
