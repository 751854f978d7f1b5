// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.BitSet;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.iam.credential.TestCodes;
import sallyport.server.service.Reply;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class MfaOperationsTest {
    private TestApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
        api.iam("CreateUser", "UserName", "alice").xml("UserId");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static final String SERIAL = "arn:aws:iam::111122223333:mfa/alice";

    private String create() {
        Reply made = api.iam("CreateVirtualMFADevice", "VirtualMFADeviceName", "alice");
        assertThat(made.xml("SerialNumber")).containsExactly(SERIAL);
        return new String(
                Base64.getDecoder().decode(made.xml("Base32StringSeed").getFirst()), US_ASCII);
    }

    private String code(String seed, int steps) {
        return TestCodes.code(seed, api.home.clock.instant(), steps);
    }

    private Reply enable(String code1, String code2) {
        return api.iam(
                "EnableMFADevice",
                "UserName",
                "alice",
                "SerialNumber",
                SERIAL,
                "AuthenticationCode1",
                code1,
                "AuthenticationCode2",
                code2);
    }

    @Test
    void makesADeviceWithASeedAndItsPicture() throws DataFormatException {
        Reply made = api.iam("CreateVirtualMFADevice", "VirtualMFADeviceName", "bob", "Path", "/p/");
        assertThat(made.xml("SerialNumber")).containsExactly("arn:aws:iam::111122223333:mfa/p/bob");
        String base64 = made.xml("Base32StringSeed").getFirst();
        assertThat(new String(Base64.getDecoder().decode(base64), US_ASCII)).matches("[A-Z2-7]{64}");
        byte[] png = Base64.getDecoder().decode(made.xml("QRCodePNG").getFirst());
        Picture picture = Picture.read(png);
        assertThat(picture.side).isGreaterThan(100);
        assertThat(picture.isBlack(0, 0)).as("white around it").isFalse();
        assertThat(picture.isBlack(4 * 6, 4 * 6)).as("black in its corner").isTrue();
        assertThat(api.ledger().toString()).doesNotContain(base64);
    }

    @Test
    void enablesADeviceWithTwoCodesInARow() {
        String seed = create();
        enable(code(seed, 0), code(seed, 0))
                .assertError(403, "InvalidAuthenticationCode", "Authentication code for device is not valid");
        enable(code(seed, -1), code(seed, 0)).xml("RequestId");
        enable(code(seed, 0), code(seed, 1)).assertError("EntityAlreadyExists");
        Reply listed = api.iam("ListMFADevices", "UserName", "alice");
        assertThat(listed.xml("SerialNumber")).containsExactly(SERIAL);
        assertThat(listed.xml("UserName")).containsExactly("alice");
        assertThat(listed.xml("EnableDate")).containsExactly("2026-11-23T09:00:00Z");
        Reply assigned = api.iam("ListVirtualMFADevices", "AssignmentStatus", "Assigned");
        assertThat(assigned.xml("SerialNumber")).containsExactly(SERIAL);
        assertThat(assigned.xml("UserName")).containsExactly("alice");
        assertThat(assigned.xml("Base32StringSeed")).isEmpty();
        assertThat(api.iam("ListVirtualMFADevices", "AssignmentStatus", "Unassigned")
                        .xml("SerialNumber"))
                .isEmpty();
        assertThat(api.iam("GetMFADevice", "SerialNumber", SERIAL, "UserName", "alice")
                        .xml("UserName"))
                .containsExactly("alice");
        assertThat(api.ledger().toString()).doesNotContain(code(seed, -1)).doesNotContain(seed);
    }

    @Test
    void takesADeviceAwayBeforeItDeletesIt() {
        String seed = create();
        enable(code(seed, -1), code(seed, 0));
        api.iam("DeleteVirtualMFADevice", "SerialNumber", SERIAL)
                .assertError(409, "DeleteConflict", "Cannot delete entity, must deactivate MFA device first.");
        api.iam("DeleteUser", "UserName", "alice")
                .assertError(409, "DeleteConflict", "Cannot delete entity, must delete MFA device first.");
        api.iam("DeactivateMFADevice", "UserName", "alice", "SerialNumber", SERIAL)
                .xml("RequestId");
        api.iam("DeleteVirtualMFADevice", "SerialNumber", SERIAL).xml("RequestId");
        api.iam("DeleteVirtualMFADevice", "SerialNumber", SERIAL)
                .assertError(404, "NoSuchEntity", "VirtualMFADevice with serial number " + SERIAL + " does not exist.");
        api.iam("GetMFADevice", "SerialNumber", SERIAL, "UserName", "alice").assertError("NoSuchEntity");
    }

    @Test
    void resyncsADeviceWhoseClockIsOff() {
        String seed = create();
        enable(code(seed, -1), code(seed, 0));
        api.iam(
                        "ResyncMFADevice",
                        "UserName",
                        "alice",
                        "SerialNumber",
                        SERIAL,
                        "AuthenticationCode1",
                        code(seed, 40),
                        "AuthenticationCode2",
                        code(seed, 41))
                .xml("RequestId");
    }

    @Test
    void tagsDevices() {
        create();
        api.iam("TagMFADevice", "SerialNumber", SERIAL, "Tags.member.1.Key", "a", "Tags.member.1.Value", "b")
                .xml("RequestId");
        assertThat(api.iam("ListMFADeviceTags", "SerialNumber", SERIAL).xml("Key"))
                .containsExactly("a");
        api.iam("UntagMFADevice", "SerialNumber", SERIAL, "TagKeys.member.1", "A")
                .xml("RequestId");
        assertThat(api.iam("ListMFADeviceTags", "SerialNumber", SERIAL).xml("Key"))
                .isEmpty();
    }

    /** A square PNG of one bit a pixel; the JDK's own reader would leave a thread of its graphics behind. */
    private record Picture(int side, BitSet white) {
        static Picture read(byte[] png) throws DataFormatException {
            ByteBuffer in = ByteBuffer.wrap(png, 8, png.length - 8);
            int side = 0;
            byte[] lines = {};
            while (in.hasRemaining()) {
                byte[] content = new byte[in.getInt()];
                CRC32 sum = new CRC32();
                sum.update(png, in.position(), 4 + content.length);
                byte[] type = new byte[4];
                in.get(type).get(content);
                assertThat(in.getInt()).isEqualTo((int) sum.getValue());
                switch (new String(type, US_ASCII)) {
                    case "IHDR" -> {
                        ByteBuffer header = ByteBuffer.wrap(content);
                        side = header.getInt();
                        assertThat(header.getInt()).as("height").isEqualTo(side);
                        assertThat(header.get()).as("bits a pixel").isEqualTo((byte) 1);
                    }
                    case "IDAT" -> {
                        lines = new byte[side * (1 + (side + 7) / 8)];
                        Inflater inflater = new Inflater();
                        inflater.setInput(content);
                        assertThat(inflater.inflate(lines)).isEqualTo(lines.length);
                        inflater.end();
                    }
                    default -> assertThat(content).isEmpty();
                }
            }
            BitSet white = new BitSet();
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    white.set(y * side + x, (lines[y * (1 + (side + 7) / 8) + 1 + x / 8] & (0x80 >> (x % 8))) != 0);
                }
            }
            return new Picture(side, white);
        }

        boolean isBlack(int x, int y) {
            return !white.get(y * side + x);
        }
    }
}
