// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.control;

import java.io.IOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import sallyport.agent.api.ApiException;
import sallyport.transport.UpgradeRefusedException;

/** Puts a failure to connect into words that say what to do. */
final class Trouble {
    private Trouble() {}

    static String sentence(IOException failure) {
        var what = String.valueOf(failure.getMessage());
        return switch (failure) {
            case ApiException refused -> what + advice(refused);
            case SSLException _ ->
                "the server's certificate is not trusted: " + what
                        + "; register again with the server's current authority if it was replaced";
            case UnknownHostException _ -> "no address for the server's name: " + what + "; check the name and DNS";
            case UpgradeRefusedException _ -> what + "; a proxy in between may not pass WebSockets";
            default -> what + "; check that the server runs and that this machine may reach it";
        };
    }

    private static String advice(ApiException refused) {
        return switch (refused.code()) {
            case "InvalidSignatureException" -> "; check this machine's clock, and register again if it is right";
            case "AccessDeniedException", "UnrecognizedClientException", "MachineFingerprintDoesNotMatch" ->
                "; the server does not know this node any more: register it again with `sallyport agent register --force`";
            default -> "";
        };
    }
}
