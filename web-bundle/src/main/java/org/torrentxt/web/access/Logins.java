package org.torrentxt.web.access;

import java.util.Optional;
import java.util.Set;

/** Checks a user's password. */
@FunctionalInterface
public interface Logins {
    /**
     * The roles of a user.
     *
     * @param user not null
     * @param password not null
     * @return empty if there is no such user, or the password is wrong
     */
    Optional<Set<String>> roles(String user, String password);
}
