// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sallyport.transport.HttpCaller;
import sallyport.wire.sigv4.SigV4Signer;
import sallyport.wire.sigv4.SigningRequest;

/** The one operation of STS that a client makes. STS speaks forms and XML, unlike the other services here. */
public final class Sts {
    private static final String VERSION = "2011-06-15";

    private final HttpCaller http;
    private final URI endpoint;
    private final String region;
    private final AwsApi.CredentialSource credentials;
    private final InstantSource clock;

    public Sts(HttpCaller http, URI endpoint, String region, AwsApi.CredentialSource credentials, InstantSource clock) {
        this.http = http;
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Credentials that expire, of the user whose keys are configured.
     *
     * @throws AwsApiException when STS refuses
     */
    public LoginCredentials getSessionToken(String serialNumber, String code, int seconds) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Action", "GetSessionToken");
        parameters.put("Version", VERSION);
        parameters.put("DurationSeconds", Integer.toString(seconds));
        parameters.put("SerialNumber", serialNumber);
        parameters.put("TokenCode", code);
        String reply = call("GetSessionToken", parameters);
        return new LoginCredentials(
                element(reply, "AccessKeyId").orElse(""),
                element(reply, "SecretAccessKey").orElse(""),
                element(reply, "SessionToken").orElse(""),
                element(reply, "Expiration").orElse(""));
    }

    private String call(String operation, Map<String, String> parameters) throws IOException {
        StringBuilder form = new StringBuilder();
        parameters.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        byte[] body = form.toString().getBytes(UTF_8);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        headers.putAll(SigV4Signer.sign(
                SigningRequest.of("POST", endpoint, headers, body),
                credentials.credentials(),
                region,
                "sts",
                clock.instant()));
        var reply = http.call("POST", endpoint, headers, body);
        String text = new String(reply.body(), UTF_8);
        if (reply.status() / 100 != 2) {
            throw new AwsApiException(
                    operation,
                    reply.status(),
                    element(text, "Code").orElse("HTTP " + reply.status()),
                    element(text, "Message").orElse("the server answered with status " + reply.status()));
        }
        return text;
    }

    /** The text of the first element of that name; what is needed here never has elements inside. */
    private static Optional<String> element(String xml, String name) {
        var matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
        return matcher.find()
                ? Optional.of(matcher.group(1)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&amp;", "&"))
                : Optional.empty();
    }
}
