// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import sallyport.server.identity.AccountId;
import sallyport.server.keys.Secret;

/** What an authenticator app reads from the picture: {@code otpauth://totp/…}. Source: Google Authenticator's key URI format. */
final class OtpAuthUri {
    private static final String ISSUER = "Sallyport";

    private OtpAuthUri() {}

    static String of(String device, AccountId account, Secret seed) {
        return "otpauth://totp/" + ISSUER + ":" + encoded(device) + "@" + account + "?secret=" + seed.value()
                + "&issuer=" + ISSUER;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
