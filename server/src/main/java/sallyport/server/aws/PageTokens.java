// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes and reads the {@code NextToken} of paged replies: opaque to the caller, good only with the question it was given for.
 *
 * <p>A token is base64 of 16 bytes of HMAC-SHA256 and the cursor, the key of the last row sent. Nothing is stored, so a token survives a
 * restart and costs no memory. Thread-safe.
 */
public final class PageTokens {
    private static final int TAG_BYTES = 16;
    private static final int LONGEST_TOKEN = 2048;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SecretKey key;

    /** Takes a key for HMAC-SHA256 that stays the same as long as tokens shall be good. */
    public PageTokens(SecretKey key) {
        this.key = key;
    }

    /**
     * A token to go on behind that cursor.
     *
     * @param question operation and filters, everything but the token and the page size; a record or a list
     */
    public String issue(Object question, String cursor) {
        byte[] tag = tag(question, cursor);
        byte[] text = cursor.getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(tag, tag.length + text.length);
        System.arraycopy(text, 0, token, tag.length, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The cursor of a token of ours for the same question; empty for any other text. */
    public Optional<String> cursor(Object question, String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length < TAG_BYTES) {
            return Optional.empty();
        }
        String cursor = new String(bytes, TAG_BYTES, bytes.length - TAG_BYTES, StandardCharsets.UTF_8);
        return MessageDigest.isEqual(Arrays.copyOf(bytes, TAG_BYTES), tag(question, cursor))
                ? Optional.of(cursor)
                : Optional.empty();
    }

    private byte[] tag(Object question, String cursor) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(JSON.writeValueAsBytes(question));
            mac.update((byte) 0); // occurs in no JSON text, so question and cursor cannot run into each other
            return Arrays.copyOf(mac.doFinal(cursor.getBytes(StandardCharsets.UTF_8)), TAG_BYTES);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
