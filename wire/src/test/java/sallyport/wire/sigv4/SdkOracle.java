// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** AWS's own signer, to compare ours with. */
final class SdkOracle {
    private SdkOracle() {}

    /** The request as the SDK would send it: signed, in the header or in the query. */
    static SdkHttpRequest sign(
            RawRequest request, Credentials credentials, String service, Instant now, AuthLocation location) {
        boolean s3 = service.equals("s3");
        var builder = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .protocol("https")
                .host(host(request))
                .encodedPath(request.path());
        int colon = request.headers().get("host").getFirst().indexOf(':');
        if (colon >= 0) {
            builder.port(
                    Integer.parseInt(request.headers().get("host").getFirst().substring(colon + 1)));
        }
        for (QueryString.Parameter parameter :
                QueryString.parse(request.query()).parameters()) {
            builder.appendRawQueryParameter(parameter.name(), parameter.value());
        }
        request.headers().forEach((name, values) -> {
            if (!List.of("host", "x-amz-date", "x-amz-security-token").contains(name)) {
                builder.putHeader(name, values);
            }
        });
        return AwsV4HttpSigner.create()
                .sign(sign -> {
                    if (location == AuthLocation.QUERY_STRING) {
                        sign.putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofSeconds(60));
                    }
                    sign.identity(identity(credentials))
                            .request(builder.build())
                            .payload(() -> new ByteArrayInputStream(request.body()))
                            .putProperty(AwsV4HttpSigner.AUTH_LOCATION, location)
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                            .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                            .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3)
                            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC));
                })
                .request();
    }

    private static String host(RawRequest request) {
        return request.headers().get("host").getFirst().replaceFirst(":.*", "");
    }

    private static AwsCredentialsIdentity identity(Credentials credentials) {
        return credentials
                .sessionToken()
                .<AwsCredentialsIdentity>map(token -> AwsSessionCredentialsIdentity.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), token))
                .orElseGet(
                        () -> AwsCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey()));
    }
}
