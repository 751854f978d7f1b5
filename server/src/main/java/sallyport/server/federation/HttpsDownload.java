// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.federation;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** GET over TLS, believing the system's authorities: no redirects, a quarter of a megabyte and five seconds at most. Thread-safe. */
public final class HttpsDownload implements Download {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 256 * 1024;

    @Override
    public String get(URI url) throws IOException {
        if (!"https".equals(url.getScheme())) {
            throw new IOException("keys come over https alone, not from " + url);
        }
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(PATIENCE).GET().build();
        // a client of its own: it is needed once in ten minutes, and its threads must not wait for that
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<InputStream> reply = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = reply.body()) {
                byte[] bytes = body.readNBytes(LONGEST + 1);
                if (reply.statusCode() != 200 || bytes.length > LONGEST) {
                    throw new IOException("no usable answer from " + url + " status=" + reply.statusCode());
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking " + url);
        }
    }
}
