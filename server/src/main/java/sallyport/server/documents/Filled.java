// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.documents;

import sallyport.wire.message.SessionDocument;

/** What became of a document and the parameters of a caller. */
public sealed interface Filled {
    /** Every parameter was good; no placeholder is left. */
    record Ready(SessionDocument document) implements Filled {}

    /** AWS's sentence about the parameter that was not. */
    record Refused(String message) implements Filled {}
}
