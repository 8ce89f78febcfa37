package org.torrentxt.web.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers successful logins for {@link #TIME}, so that a client that polls causes no login for each request. A
 * password or role that is changed takes effect within that time. Passwords are not kept, only hashes with a key of
 * this process. Safe for use by several threads.
 */
final class LoginCache implements Logins {
    static final Duration TIME = Duration.ofMinutes(1);

    /** The maximum number of users; the one whose login is the longest ago is forgotten. */
    static final int MOST = 1000;

    private static final String ALGORITHM = "HmacSHA256";

    private record Login(byte[] hash, Set<String> roles, long since) {}

    private final Logins logins;
    private final LongSupplier clock;
    private final byte[] key = new byte[32];
    private final Map<String, Login> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Login> eldest) {
            return size() > MOST;
        }
    };

    /** Remembers the logins of these, with that clock, in nanoseconds. */
    LoginCache(Logins logins, LongSupplier clock) {
        this.logins = logins;
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    /** The roles of a login that is remembered; empty if it is not, whatever the reason. */
    Optional<Set<String>> remembered(String user, String password) {
        byte[] hash = hash(user, password);
        synchronized (known) {
            Login login = known.get(user);
            return login != null
                            && clock.getAsLong() - login.since < TIME.toNanos()
                            && MessageDigest.isEqual(login.hash, hash)
                    ? Optional.of(login.roles)
                    : Optional.empty();
        }
    }

    @Override
    public Optional<Set<String>> roles(String user, String password) {
        Optional<Set<String>> remembered = remembered(user, password);
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<Set<String>> roles = logins.roles(user, password);
        roles.ifPresent(granted -> remember(user, new Login(hash(user, password), granted, clock.getAsLong())));
        return roles;
    }

    private void remember(String user, Login login) {
        synchronized (known) {
            known.remove(user);
            known.put(user, login);
        }
    }

    private byte[] hash(String user, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(user.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
