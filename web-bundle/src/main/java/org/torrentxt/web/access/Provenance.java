package org.torrentxt.web.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Where a request comes from: from this host or another one, for this server by one of its names, and from a page of
 * this server or of somebody else. What a client can write as it likes never makes a request more trusted.
 */
final class Provenance {
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+\\]");
    private static final Pattern AUTHORITY = Pattern.compile("(?i)(\\[[0-9a-f:.]+\\]|[^:/?#@\\[\\]]+)(?::(\\d{0,5}))?");
    private static final Pattern ORIGIN = Pattern.compile("(?i)(https?)://(.+)");

    private final boolean remote;
    private final Set<String> hosts;

    Provenance(boolean remote, Set<String> hosts) {
        this.remote = remote;
        this.hosts = hosts;
    }

    /** Why the request is refused, whoever sent it; empty if it is not. */
    Optional<Refusal> refusal(HttpServletRequest request) {
        if (!remote && !isOfThisHost(request)) {
            return Optional.of(new Refusal(
                    HttpServletResponse.SC_FORBIDDEN,
                    "only clients on this host are answered; set remote = true in etc/org.torrentxt.web.cfg to answer"
                            + " others"));
        }
        for (String host : Collections.list(request.getHeaders("Host"))) {
            if (!isKnown(host)) {
                return Optional.of(new Refusal(
                        421,
                        "this server is not known as '" + RareLog.clean(host)
                                + "'; add the name to hosts in etc/org.torrentxt.web.cfg"));
            }
        }
        if (isForeign(request)) {
            return Optional.of(
                    new Refusal(HttpServletResponse.SC_FORBIDDEN, "requests of pages of other servers are refused"));
        }
        return Optional.empty();
    }

    // Names of proxies for their clients are not trusted, but a request that has any is not of a client on this host.
    private static boolean isOfThisHost(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null;
    }

    private static boolean isLoopback(String address) {
        try {
            // of an empty text it would be loopback
            return address != null
                    && !address.isEmpty()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Against DNS rebinding: a name of another domain that resolves to this host. An address cannot be rebound.
     *
     * @param authority a host, and maybe a port
     */
    private boolean isKnown(String authority) {
        String host = host(authority);
        return ADDRESS.matcher(host).matches()
                || host.equals("localhost")
                || host.endsWith(".localhost")
                || hosts.contains(host);
    }

    private static String host(String authority) {
        var parts = AUTHORITY.matcher(authority.strip().toLowerCase(Locale.ROOT));
        String host = parts.matches() ? parts.group(1) : "";
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if ("same-origin".equals(site) && (origin == null || origin.equals("null"))) {
            return false;
        }
        if (origin != null && !isOwn(origin, request)) {
            return true;
        }
        return isOfAnotherPage(site) && !isLink(request);
    }

    // Pages on other ports of this host are of the same site, but not ours.
    private static boolean isOfAnotherPage(String site) {
        return "cross-site".equals(site) || "same-site".equals(site);
    }

    /** A link to this server may be anywhere; it only shows something, in a window of its own. */
    private static boolean isLink(HttpServletRequest request) {
        return SAFE.contains(request.getMethod())
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    private boolean isOwn(String origin, HttpServletRequest request) {
        var parts = ORIGIN.matcher(origin);
        if (!parts.matches()) {
            return false;
        }
        boolean isTls = parts.group(1).equalsIgnoreCase("https");
        String own = request.getHeader("Host");
        return own != null && authority(parts.group(2), isTls).equals(authority(own, isTls))
                || hosts.contains(host(parts.group(2)));
    }

    private static String authority(String text, boolean isTls) {
        var parts = AUTHORITY.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return "";
        }
        String port = parts.group(2) == null || parts.group(2).isEmpty() ? isTls ? "443" : "80" : parts.group(2);
        return parts.group(1) + ":" + port;
    }

    /**
     * Whether a request that may change something was sent on purpose: by a page of this server, or by a program, as
     * browsers add the headers of others only after this server has allowed it, which it never does.
     */
    static boolean isIntended(HttpServletRequest request, List<String> proofs) {
        return SAFE.contains(request.getMethod())
                || request.getHeader("Origin") != null
                || "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                || proofs.stream().anyMatch(proof -> request.getHeader(proof) != null);
    }
}
