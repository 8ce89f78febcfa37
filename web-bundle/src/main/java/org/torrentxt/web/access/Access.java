package org.torrentxt.web.access;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.http.context.ServletContextHelper;

/**
 * Lets requests in, or answers them with the reason why not. Logins are those of a realm, by Basic authentication, or
 * once with a form, which gives a cookie. Safe for use by several threads.
 */
public final class Access {
    /** The paths, without that of the context, that are for those who have not logged in. */
    public static final Set<String> PUBLIC = Set.of("/login", "/logout");

    private static final String COOKIE = "torrentxt";
    private static final List<String> PROOFS = List.of("X-Transmission-Session-Id", "X-Requested-With");
    private static final int STRIPES = 64;

    private final Policy policy;
    private final Provenance provenance;
    private final LoginCache logins;
    private final CookieSessions sessions;
    private final Lockout lockout;
    private final RareLog log;
    private final Object[] turns = new Object[STRIPES];

    /** Lets users in as the policy says, whose passwords are checked by {@code logins}. */
    public Access(Policy policy, Logins logins) {
        this(policy, logins, System::nanoTime);
    }

    /** The same with that clock, in nanoseconds. */
    public Access(Policy policy, Logins logins, LongSupplier clock) {
        this.policy = policy;
        this.provenance = new Provenance(policy.remote(), policy.hosts());
        this.logins = new LoginCache(logins, clock);
        this.sessions = new CookieSessions(clock);
        this.lockout = new Lockout(clock);
        this.log = new RareLog(clock);
        for (int i = 0; i < STRIPES; i++) {
            turns[i] = new Object();
        }
    }

    /**
     * Lets a request in, with its {@link Visitor}, or answers it. The servlet has to see to it that only requests with
     * a header that other pages cannot send change anything.
     *
     * @return false if it has been answered
     */
    public boolean admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.setOn(response);
        Optional<Refusal> refusal = provenance.refusal(request);
        if (refusal.isEmpty() && request.getMethod().equals("TRACE")) {
            refusal = Optional.of(new Refusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "TRACE is not allowed"));
            response.setHeader("Allow", "GET, HEAD, POST");
        }
        if (refusal.isPresent()) {
            log.warn(
                    "refused " + refusal.get().status(),
                    "Refused a request from " + request.getRemoteAddr() + ": "
                            + refusal.get().text());
            refusal.get().answer(response);
            return false;
        }
        return visitor(request, response);
    }

    /**
     * The same, for paths of a context whose public ones are open to all, and where what may change something has to
     * come from a page of this server, or have a header that other pages cannot send.
     */
    public boolean admitToPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isPublic = PUBLIC.contains(request.getServletPath()) && request.getPathInfo() == null;
        SafeHeaders.setOn(response);
        if (!Provenance.isIntended(request, PROOFS)) {
            new Refusal(
                            HttpServletResponse.SC_FORBIDDEN,
                            "a request that changes something needs the header Origin or X-Requested-With")
                    .answer(response);
            return false;
        }
        if (!isPublic) {
            return admit(request, response);
        }
        Optional<Refusal> refusal = provenance.refusal(request);
        if (refusal.isPresent()) {
            refusal.get().answer(response);
        }
        return refusal.isEmpty();
    }

    private boolean visitor(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Credentials> basic = Credentials.ofBasic(request.getHeader("Authorization"));
        Login login = basic.isPresent() ? login(basic.get(), request) : resumed(request);
        if (login.refusal().isPresent()) {
            answer(login, request, response);
            return false;
        }
        login.visitor().attachTo(request);
        request.setAttribute(ServletContextHelper.REMOTE_USER, login.visitor().user());
        request.setAttribute(
                ServletContextHelper.AUTHENTICATION_TYPE,
                basic.isPresent() ? HttpServletRequest.BASIC_AUTH : HttpServletRequest.FORM_AUTH);
        return true;
    }

    private static void answer(Login login, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (login.refusal().get().status() == HttpServletResponse.SC_UNAUTHORIZED) {
            // A script of a page handles this itself, without the browser's own question.
            boolean isScript = "empty".equals(request.getHeader("Sec-Fetch-Dest"));
            response.setHeader(
                    "WWW-Authenticate", (isScript ? "Form" : "Basic") + " realm=\"TorrentXT\", charset=\"UTF-8\"");
        }
        login.answer(response);
    }

    /** Logs in with a user's name and password; those who guess have to wait. */
    private Login login(Credentials credentials, HttpServletRequest request) {
        String address = request.getRemoteAddr();
        Duration wait = lockout.left(address, credentials.user());
        if (wait.isZero()) {
            Optional<Set<String>> roles = logins.remembered(credentials.user(), credentials.password());
            if (roles.isPresent()) {
                return granted(credentials.user(), roles.get());
            }
        }
        // One after the other: so many at a time cost one login, and cannot guess before their failures count.
        synchronized (turns[Math.floorMod(credentials.user().hashCode(), STRIPES)]) {
            wait = lockout.left(address, credentials.user());
            if (!wait.isZero()) {
                return Login.locked(wait);
            }
            Optional<Set<String>> roles = logins.roles(credentials.user(), credentials.password());
            if (roles.isPresent()) {
                lockout.succeeded(address, credentials.user());
                return granted(credentials.user(), roles.get());
            }
            lockout.failed(address, credentials.user());
        }
        log.warn("login", "A login from " + address + " has failed");
        return Login.refused(HttpServletResponse.SC_UNAUTHORIZED, "wrong user or password");
    }

    private Login granted(String user, Set<String> roles) {
        boolean mayManage = !Collections.disjoint(roles, policy.managers());
        return mayManage || !Collections.disjoint(roles, policy.viewers())
                ? Login.granted(new Visitor(user, mayManage))
                : Login.refused(
                        HttpServletResponse.SC_FORBIDDEN,
                        "you have none of the roles in roles.view and roles.manage of etc/org.torrentxt.web.cfg");
    }

    // A token cannot be guessed, so there is nothing to count.
    private Login resumed(HttpServletRequest request) {
        for (String token : tokens(request)) {
            Optional<Credentials> credentials = sessions.find(token);
            if (credentials.isPresent()) {
                Optional<Set<String>> roles =
                        logins.roles(credentials.get().user(), credentials.get().password());
                if (roles.isPresent()) {
                    return granted(credentials.get().user(), roles.get());
                }
                sessions.end(token);
            }
        }
        return Login.refused(HttpServletResponse.SC_UNAUTHORIZED, "log in first");
    }

    private static List<String> tokens(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : List.of(cookies).stream()
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .toList();
    }

    /**
     * Begins a session for a user who has sent a form, and sets its cookie.
     *
     * @return why not; empty if it has begun
     */
    public Optional<Login> begin(
            String user, String password, HttpServletRequest request, HttpServletResponse response) {
        Credentials credentials = new Credentials(user, password);
        // In Basic authentication a user's name cannot contain one, and it is what separates the two.
        Login login = user.contains(":")
                ? Login.refused(HttpServletResponse.SC_UNAUTHORIZED, "wrong user or password")
                : login(credentials, request);
        if (login.refusal().isPresent()) {
            return Optional.of(login);
        }
        setCookie(sessions.begin(credentials), CookieSessions.LONGEST, request, response);
        return Optional.empty();
    }

    /**
     * Begins a session for a user who came in by Basic authentication, unless the request is of one: a browser repeats a
     * password only below the path where it was asked for it, and the page asks for more than that.
     */
    public void begin(HttpServletRequest request, HttpServletResponse response) {
        if (resumed(request).refusal().isPresent()) {
            Credentials.ofBasic(request.getHeader("Authorization"))
                    .ifPresent(credentials ->
                            setCookie(sessions.begin(credentials), CookieSessions.LONGEST, request, response));
        }
    }

    /** Ends the session of a request, if it has one. */
    public void end(HttpServletRequest request, HttpServletResponse response) {
        tokens(request).forEach(sessions::end);
        setCookie("", Duration.ZERO, request, response);
    }

    private static void setCookie(
            String token, Duration age, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                "Set-Cookie",
                COOKIE + "=" + token + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Strict"
                        + (request.isSecure() ? "; Secure" : ""));
    }
}
