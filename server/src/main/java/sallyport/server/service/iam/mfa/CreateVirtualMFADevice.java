// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Optional;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Tag;

/** Makes a virtual MFA device that is nobody's yet. Its seed is shown this once. */
public final class CreateVirtualMFADevice
        extends IamOperation<CreateVirtualMFADevice.Request, Nothing, CreateVirtualMFADevice.Response> {
    /** Which to make. */
    public record Request(Optional<String> path, String virtualMFADeviceName, List<Tag> tags) {}

    /** The device. */
    public record Response(NewDevice virtualMFADevice) {}

    /** The device and its seed: base32, and a picture for an authenticator app. */
    @SuppressWarnings("ArrayRecordComponent") // written out once, never compared
    public record NewDevice(String serialNumber, byte[] base32StringSeed, byte[] qrCodePNG, List<Tag> tags) {}

    private final Home home;
    private final MfaDevices devices;

    CreateVirtualMFADevice(Home home, MfaDevices devices) {
        super("CreateVirtualMFADevice", Request.class, CHANGES);
        this.home = home;
        this.devices = devices;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        Arn arn = home.globalArn("iam", "mfa" + path(request) + request.virtualMFADeviceName());
        return Plan.of(new AccessCheck(action(), arn, Tag.requestContext(request.tags())));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        MfaDevices.NewDevice made =
                devices.create(request.virtualMFADeviceName(), path(request), Tag.checked(request.tags()));
        String uri = OtpAuthUri.of(request.virtualMFADeviceName(), home.account(), made.seed());
        return new Response(new NewDevice(
                made.device().serial(),
                made.seed().value().getBytes(US_ASCII),
                QrCode.png(uri),
                Tag.of(made.device().tags())));
    }

    private static String path(Request request) {
        return request.path().orElse("/");
    }
}
