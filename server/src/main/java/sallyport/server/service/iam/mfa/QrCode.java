// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import io.nayuki.qrcodegen.QrCode.Ecc;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A text as a picture for a camera: a QR code in PNG, black on white, one bit a pixel. Source: PNG specification, third edition, §5 and §11.
 */
final class QrCode {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int PIXELS_PER_MODULE = 6;
    private static final int QUIET_ZONE = 4; // modules of white around it, as ISO 18004 asks for

    private QrCode() {}

    static byte[] png(String text) {
        io.nayuki.qrcodegen.QrCode code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
        int side = (code.size + 2 * QUIET_ZONE) * PIXELS_PER_MODULE;
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(png);
            out.write(SIGNATURE);
            // width, height, bits per pixel, grey, and the only methods of compression, filter and interlace there are
            byte[] header = ByteBuffer.allocate(13)
                    .putInt(side)
                    .putInt(side)
                    .put(new byte[] {1, 0, 0, 0, 0})
                    .array();
            chunk(out, "IHDR", header);
            chunk(out, "IDAT", deflated(pixels(code, side)));
            chunk(out, "IEND", new byte[0]);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
    }

    /** Each line begins with the number of its filter, 0 for none; a bit that is set is white. */
    private static byte[] pixels(io.nayuki.qrcodegen.QrCode code, int side) {
        int lineBytes = 1 + (side + 7) / 8;
        byte[] pixels = new byte[lineBytes * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                // outside of the code every module is white
                boolean dark = code.getModule(x / PIXELS_PER_MODULE - QUIET_ZONE, y / PIXELS_PER_MODULE - QUIET_ZONE);
                if (!dark) {
                    pixels[y * lineBytes + 1 + x / 8] |= (byte) (0x80 >> (x % 8));
                }
            }
        }
        return pixels;
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }
}
