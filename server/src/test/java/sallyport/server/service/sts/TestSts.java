// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import sallyport.server.iam.User;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.service.Reply;
import sallyport.server.service.TestApi;
import sallyport.wire.sigv4.Credentials;

/** Calls of STS, and MFA devices for them. */
public record TestSts(TestApi api) {
    private static final String VERSION = "2011-06-15";

    public Reply call(TestApi.Caller caller, String operation, String... parameters) {
        return api.query(caller, "sts", VERSION, operation, parameters);
    }

    /** Signs with the credentials of a reply. */
    public TestApi.Caller signing(Reply reply) {
        return api.accessKey(new Credentials(
                reply.xml("AccessKeyId").getFirst(),
                reply.xml("SecretAccessKey").getFirst(),
                Optional.of(reply.xml("SessionToken").getFirst())));
    }

    /** A device in a user's hands. */
    public record Device(String serial, Totp6 app) {}

    public Device device(User user) {
        MfaDevices.NewDevice made = api.iam.mfaDevices().create(user.name(), "/", Map.of());
        Totp6 app = new Totp6(made.seed().value());
        String serial = made.device().serial();
        api.iam
                .mfaDevices()
                .enable(
                        user,
                        serial,
                        app.at(api.home.clock.instant()),
                        app.at(api.home.clock.instant().plusSeconds(30)));
        api.home.clock.advance(Duration.ofSeconds(120)); // the codes of these steps are used up
        return new Device(serial, app);
    }

    /** Credentials with MFA of this moment. */
    public Reply withMfa(TestApi.Caller user, Device device, int seconds) {
        return call(
                user,
                "GetSessionToken",
                "DurationSeconds",
                Integer.toString(seconds),
                "SerialNumber",
                device.serial(),
                "TokenCode",
                device.app().at(api.home.clock.instant()));
    }
}
