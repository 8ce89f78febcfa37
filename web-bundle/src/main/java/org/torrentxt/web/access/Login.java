package org.torrentxt.web.access;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.servlet.http.HttpServletResponse;

/** Whether somebody may come in, and if not, why. */
public final class Login {
    private static final int TOO_MANY_REQUESTS = 429;

    private final Visitor visitor;
    private final Refusal refusal;
    private final Duration wait;

    private Login(Visitor visitor, Refusal refusal, Duration wait) {
        this.visitor = visitor;
        this.refusal = refusal;
        this.wait = wait;
    }

    static Login granted(Visitor visitor) {
        return new Login(visitor, null, Duration.ZERO);
    }

    static Login refused(int status, String text) {
        return new Login(null, new Refusal(status, text), Duration.ZERO);
    }

    static Login locked(Duration wait) {
        return new Login(
                null,
                new Refusal(TOO_MANY_REQUESTS, "too many failed logins; try again in " + seconds(wait) + " s"),
                wait);
    }

    private static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }

    /** Who came in; of a granted one only. */
    Visitor visitor() {
        return visitor;
    }

    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The status of the answer to one that is refused. */
    public int status() {
        return refusal.status();
    }

    /** Why it is refused, in one line of plain text. */
    public String reason() {
        return refusal.text();
    }

    /** Sets the header that says when to try again, if there is one. */
    public void setRetryOn(HttpServletResponse response) {
        if (!wait.isZero()) {
            response.setHeader("Retry-After", Long.toString(seconds(wait)));
        }
    }

    void answer(HttpServletResponse response) throws IOException {
        setRetryOn(response);
        refusal.answer(response);
    }
}
