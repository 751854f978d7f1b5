// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.federation;

import java.io.IOException;
import java.net.URI;

/** Gets a small text from a provider; {@link HttpsDownload} in the server. */
@FunctionalInterface
public interface Download {
    String get(URI url) throws IOException;
}
