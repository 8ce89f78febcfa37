package org.torrentxt.dht.identity;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * Seals a secret with a passphrase: AES-256-GCM with a key derived by PBKDF2WithHmacSHA256, both from the JDK. The
 * other lines of the file are authenticated, too.
 *
 * @param iterations of PBKDF2
 * @param salt of PBKDF2: 16 bytes, new for each seal
 * @param nonce of GCM: 12 bytes, new for each seal
 */
record Seal(int iterations, byte[] salt, byte[] nonce) {
    /** The number recommended by OWASP for PBKDF2 with HMAC-SHA-256. */
    static final int ITERATIONS = 600_000;
    /** A higher number in a malicious file could keep a processor busy. */
    static final int MAX_ITERATIONS = 20_000_000;

    static final String KDF = "PBKDF2WithHmacSHA256";
    static final String CIPHER = "AES-256-GCM";

    private static final int SALT_LENGTH = 16;
    private static final int NONCE_LENGTH = 12;
    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;

    static Seal fresh() {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT_LENGTH];
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        return new Seal(ITERATIONS, salt, nonce);
    }

    void check() throws IOException {
        if (iterations < ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new IOException("iterations out of range: expected " + ITERATIONS + " to " + MAX_ITERATIONS);
        }
        if (salt.length != SALT_LENGTH || nonce.length != NONCE_LENGTH) {
            throw new IOException(
                    "invalid length of salt or nonce: expected " + SALT_LENGTH + " and " + NONCE_LENGTH + " bytes");
        }
    }

    byte[] close(byte[] secret, char[] passphrase, byte[] header) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, passphrase, header).doFinal(secret);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The secret; throws {@link ErrorCode#INVALID_ARGUMENT} for another passphrase, or another header. */
    byte[] open(byte[] sealed, char[] passphrase, byte[] header) {
        try {
            return cipher(Cipher.DECRYPT_MODE, passphrase, header).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw TorrentException.invalid("wrong passphrase, or the file was changed");
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private Cipher cipher(int mode, char[] passphrase, byte[] header) throws GeneralSecurityException {
        byte[] key = key(passphrase);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(header);
            return cipher;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] key(char[] passphrase) throws GeneralSecurityException {
        PBEKeySpec password = new PBEKeySpec(passphrase, salt, iterations, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance(KDF).generateSecret(password).getEncoded();
        } finally {
            password.clearPassword();
        }
    }

    private static TorrentException missing(GeneralSecurityException e) {
        return new TorrentException(ErrorCode.GENERIC, KDF + " or " + CIPHER + " is not available in this JVM", e);
    }
}
