// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.security.SecureRandom;
import java.util.Base64;
import sallyport.server.keys.Secret;

/** Makes AWS's kinds of ids and secrets: a four-letter prefix that tells the kind, then random characters. Thread-safe. */
public final class UniqueIds {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // base32, as AWS uses

    private static final int KEY_ID_LENGTH = 16;
    private static final int PRINCIPAL_ID_LENGTH = 17;

    private static final int SECRET_BYTES = 30; // 40 characters
    private static final int SESSION_TOKEN_BYTES = 96; // 128 characters

    private final SecureRandom random;

    public UniqueIds(SecureRandom random) {
        this.random = random;
    }

    /** {@code AKIA…}: a permanent access key. */
    public String permanentKeyId() {
        return "AKIA" + letters(KEY_ID_LENGTH);
    }

    /** {@code ASIA…}: a temporary access key. */
    public String temporaryKeyId() {
        return "ASIA" + letters(KEY_ID_LENGTH);
    }

    /** {@code AIDA…}: a user. */
    public String userId() {
        return "AIDA" + letters(PRINCIPAL_ID_LENGTH);
    }

    /** {@code AROA…}: a role. */
    public String roleId() {
        return "AROA" + letters(PRINCIPAL_ID_LENGTH);
    }

    /** {@code AGPA…}: a group. */
    public String groupId() {
        return "AGPA" + letters(PRINCIPAL_ID_LENGTH);
    }

    /** {@code AIPA…}: an instance profile. */
    public String instanceProfileId() {
        return "AIPA" + letters(PRINCIPAL_ID_LENGTH);
    }

    /** {@code ANPA…}: a managed policy. */
    public String policyId() {
        return "ANPA" + letters(PRINCIPAL_ID_LENGTH);
    }

    /** A secret access key: 240 random bits. */
    public Secret secretAccessKey() {
        return base64(SECRET_BYTES);
    }

    /** A session token: nothing but random bits, as all it stands for is in its key's row. */
    public Secret sessionToken() {
        return base64(SESSION_TOKEN_BYTES);
    }

    private Secret base64(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return new Secret(Base64.getEncoder().encodeToString(value));
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
