package org.torrentxt.web.access;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;

/** The users of Karaf's JAAS realm, {@code karaf}; each question is a login there. */
public final class RealmLogins implements Logins {
    private static final String REALM = "karaf";

    @Override
    public Optional<Set<String>> roles(String user, String password) {
        Subject subject = new Subject();
        try {
            LoginContext login =
                    new LoginContext(REALM, subject, callbacks -> answer(callbacks, user, password.toCharArray()));
            login.login();
            Set<String> roles = subject.getPrincipals(RolePrincipal.class).stream()
                    .map(RolePrincipal::getName)
                    .collect(Collectors.toUnmodifiableSet());
            login.logout();
            return Optional.of(roles);
        } catch (LoginException e) {
            return Optional.empty();
        }
    }

    private static void answer(Callback[] callbacks, String user, char[] password)
            throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(user);
            } else if (callback instanceof PasswordCallback secret) {
                secret.setPassword(password);
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }
}
