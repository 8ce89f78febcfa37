package org.torrentxt.shell.support;

import java.security.AccessController;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.security.auth.Subject;
import org.slf4j.MDC;
import org.torrentxt.api.TorrentSession;

/** Who runs a command, for the log. */
public final class ConsoleUser {
    private static final String USER = "UserPrincipal"; // Karaf's, which need not be installed

    private ConsoleUser() {}

    /**
     * Has a session know on whose behalf it is called, while something runs on this thread: the user who has logged in,
     * or whatever is known of those who have not, such as scripts.
     */
    public static void during(Callable<Void> command) throws Exception {
        String before = MDC.get(TorrentSession.LOG_USER);
        MDC.put(TorrentSession.LOG_USER, text(before));
        try {
            command.call();
        } finally {
            if (before == null) {
                MDC.remove(TorrentSession.LOG_USER);
            } else {
                MDC.put(TorrentSession.LOG_USER, before);
            }
        }
    }

    /**
     * Who runs commands on this thread.
     *
     * @param before what is known of those who have not logged in, null for nothing
     */
    static String text(String before) {
        return name().map(name -> "console user " + name).orElse(before == null ? "console" : before);
    }

    // As Karaf itself finds the roles of who runs a command.
    @SuppressWarnings("removal")
    private static Optional<String> name() {
        try {
            return Optional.ofNullable(Subject.getSubject(AccessController.getContext())).stream()
                    .flatMap(subject -> subject.getPrincipals().stream())
                    .filter(principal -> principal.getClass().getSimpleName().equals(USER))
                    .map(principal -> principal.getName())
                    .findFirst();
        } catch (UnsupportedOperationException e) {
            return Optional.empty(); // Java 24 and later
        }
    }
}
