package org.torrentxt.web.access;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.http.context.ServletContextHelper;

/** Lets requests in, or answers them with the reason why not. Safe for use by several threads. */
public final class Access {
    private static final String BASIC = "Basic ";

    private final boolean remote;
    private final Set<String> viewers;
    private final Set<String> managers;
    private final Logins logins;

    /**
     * Creates an instance.
     *
     * @param remote whether clients on other hosts are answered
     * @param viewers the roles with read-only access
     * @param managers the roles that can also change things
     * @param logins the users and their roles
     */
    public Access(boolean remote, Set<String> viewers, Set<String> managers, Logins logins) {
        this.remote = remote;
        this.viewers = viewers;
        this.managers = managers;
        this.logins = logins;
    }

    /**
     * Lets a request in, with its {@link Visitor}, or answers it.
     *
     * @return false if it has been answered
     */
    public boolean admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!remote && !InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "only clients on this host are answered");
            return false;
        }
        Optional<Visitor> visitor = visitor(request.getHeader("Authorization"));
        if (visitor.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"TorrentXT\", charset=\"UTF-8\"");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return false;
        }
        visitor.get().attachTo(request);
        request.setAttribute(ServletContextHelper.REMOTE_USER, visitor.get().user());
        request.setAttribute(ServletContextHelper.AUTHENTICATION_TYPE, HttpServletRequest.BASIC_AUTH);
        return true;
    }

    private Optional<Visitor> visitor(String authorization) {
        if (authorization == null || !authorization.startsWith(BASIC)) {
            return Optional.empty();
        }
        String[] parts = new String(
                        Base64.getDecoder()
                                .decode(authorization.substring(BASIC.length()).strip()),
                        StandardCharsets.UTF_8)
                .split(":", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return logins.roles(parts[0], parts[1])
                .filter(roles -> isAny(roles, managers) || isAny(roles, viewers))
                .map(roles -> new Visitor(parts[0], isAny(roles, managers)));
    }

    private static boolean isAny(Set<String> roles, Set<String> wanted) {
        return !Collections.disjoint(roles, wanted);
    }
}
