// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.transport.HttpCaller;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.message.Messages;
import sallyport.wire.sigv4.Credentials;
import sallyport.wire.sigv4.SigV4Signer;
import sallyport.wire.sigv4.SigningRequest;

/** Calls services of the protocol awsJson 1.1 at one endpoint, each call signed. Safe for any thread. */
public final class AwsApi {
    private final HttpCaller http;
    private final URI endpoint;
    private final String region;
    private final CredentialSource credentials;
    private final InstantSource clock;

    public AwsApi(HttpCaller http, URI endpoint, String region, CredentialSource credentials, InstantSource clock) {
        this.http = http;
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Where the credentials for the next call come from. */
    public interface CredentialSource {
        Credentials credentials() throws IOException;
    }

    /** A service as calls name it. */
    public enum Service {
        SSM("ssm", "AmazonSSM."),
        SALLYPORT("sallyport", "Sallyport.");

        private final String signingName;
        private final String targetPrefix;

        Service(String signingName, String targetPrefix) {
            this.signingName = signingName;
            this.targetPrefix = targetPrefix;
        }
    }

    private record Refusal(
            @JsonProperty("__type") @Nullable String type,

            @JsonProperty("message") @JsonAlias("Message") @Nullable
            String message) {}

    /**
     * Makes one call.
     *
     * @param input a record with the request's members, or a map of them
     * @param output the record the answer becomes
     * @throws AwsApiException when the service refuses
     */
    public <T> T call(Service service, String operation, Object input, Class<T> output) throws IOException {
        var body = Messages.write(input);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", service.targetPrefix + operation);
        headers.putAll(SigV4Signer.sign(
                SigningRequest.of("POST", endpoint, headers, body),
                credentials.credentials(),
                region,
                service.signingName,
                clock.instant()));
        var reply = http.call("POST", endpoint, headers, body);
        if (reply.status() / 100 != 2) {
            throw refusal(operation, reply);
        }
        return Messages.read(reply.body().length == 0 ? new byte[] {'{', '}'} : reply.body(), output);
    }

    private static AwsApiException refusal(String operation, HttpCaller.Reply reply) {
        Refusal refusal;
        try {
            refusal = Messages.read(reply.body(), Refusal.class);
        } catch (MalformedFrameException noAwsError) {
            refusal = new Refusal(null, "the server answered with status " + reply.status());
        }
        var type = Optional.ofNullable(refusal.type()).orElse("HTTP " + reply.status());
        return new AwsApiException(
                operation,
                reply.status(),
                type.substring(type.indexOf('#') + 1), // some services put a namespace before the name
                Optional.ofNullable(refusal.message()).orElse(""));
    }
}
