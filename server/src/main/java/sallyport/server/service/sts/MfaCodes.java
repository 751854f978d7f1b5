// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Principal;

/** The codes of MFA devices that come with requests for credentials. */
record MfaCodes(Users users, MfaDevices devices, InstantSource clock) {

    /**
     * When MFA was given, which is now; empty if it was not.
     *
     * @throws sallyport.server.aws.AwsException if a code was given and is not good
     */
    Optional<Instant> check(Caller caller, Optional<String> serial, Optional<String> code) {
        if (serial.isEmpty() && code.isEmpty()) {
            return Optional.empty();
        }
        if (serial.isEmpty() || code.isEmpty()) {
            throw StsErrors.halfOfMfa();
        }
        User user = user(caller).orElseThrow(StsErrors::noSuchDevice);
        return switch (devices.verify(serial.get(), user, code.get())) {
            case MfaDevices.Verdict.Accepted _ -> Optional.of(clock.instant());
            case MfaDevices.Verdict.WrongCode _ -> throw StsErrors.wrongCode();
            case MfaDevices.Verdict.NoSuchDevice _ -> throw StsErrors.noSuchDevice();
            case MfaDevices.Verdict.Locked(Instant until) -> throw StsErrors.locked(until);
        };
    }

    private Optional<User> user(Caller caller) {
        return switch (caller.principal()) {
            case Principal.User user -> users.findById(user.userId());
            case Principal.RoleSession _, Principal.Node _, Principal.FederatedUser _, Principal.Anonymous _ ->
                Optional.empty();
        };
    }
}
