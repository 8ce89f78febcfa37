package org.torrentxt.web.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The sessions of those who have logged in with the form. Each is a random token of 256 bits, which only the client
 * has; here are its hash, and the credentials, encrypted with a key made of the token: they are checked anew now and
 * then, so that a session ends with the user's password. Safe for use by several threads.
 */
final class CookieSessions {
    static final Duration IDLE = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofHours(12);

    /** The maximum number of sessions; the one whose last use is the longest ago ends. */
    static final int MOST = 1000;

    private static final int TOKEN = 32;
    private static final int VECTOR = 12;
    private static final int TAG_BITS = 128;

    private static final class Entry {
        final byte[] sealed;
        final long begun;
        long used;

        Entry(byte[] sealed, long now) {
            this.sealed = sealed;
            this.begun = now;
            this.used = now;
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier clock;
    private final Map<String, Entry> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > MOST;
        }
    };

    /** With that clock, in nanoseconds. */
    CookieSessions(LongSupplier clock) {
        this.clock = clock;
    }

    /** Begins a session; returns its token, in letters, digits, {@code -} and {@code _}. */
    String begin(Credentials credentials) {
        byte[] bytes = new byte[TOKEN];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byte[] sealed = seal(token, credentials);
        synchronized (sessions) {
            sessions.put(id(token), new Entry(sealed, clock.getAsLong()));
        }
        return token;
    }

    /** Who has begun the session with that token; empty if there is none, or it has expired. */
    Optional<Credentials> find(String token) {
        byte[] sealed;
        synchronized (sessions) {
            Entry entry = sessions.get(id(token));
            if (entry == null) {
                return Optional.empty();
            }
            long now = clock.getAsLong();
            if (now - entry.begun > LONGEST.toNanos() || now - entry.used > IDLE.toNanos()) {
                sessions.remove(id(token));
                return Optional.empty();
            }
            entry.used = now;
            sealed = entry.sealed;
        }
        return Optional.of(open(token, sealed));
    }

    /** Ends a session, if there is one. */
    void end(String token) {
        synchronized (sessions) {
            sessions.remove(id(token));
        }
    }

    private static String id(String token) {
        return HexFormat.of().formatHex(digest("id", token));
    }

    private static byte[] digest(String use, String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((use + " " + token).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] seal(String token, Credentials credentials) {
        byte[] sealed = new byte[VECTOR];
        random.nextBytes(sealed);
        byte[] text = (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
        byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, token, sealed, text);
        sealed = Arrays.copyOf(sealed, VECTOR + encrypted.length);
        System.arraycopy(encrypted, 0, sealed, VECTOR, encrypted.length);
        return sealed;
    }

    private static Credentials open(String token, byte[] sealed) {
        byte[] text = crypt(Cipher.DECRYPT_MODE, token, sealed, Arrays.copyOfRange(sealed, VECTOR, sealed.length));
        String[] parts = new String(text, StandardCharsets.UTF_8).split(":", 2);
        return new Credentials(parts[0], parts[1]);
    }

    private static byte[] crypt(int mode, String token, byte[] vector, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(digest("key", token), "AES"),
                    new GCMParameterSpec(TAG_BITS, vector, 0, VECTOR));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
