package org.torrentxt.web.rpc.value;

import java.net.URI;
import java.util.regex.Pattern;
import org.torrentxt.api.status.TrackerInfo;

/** What follows from the announce URL of a tracker. */
public final class Announce {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*");

    private Announce() {}

    /** A number for a tracker that stays the same while others come and go. */
    public static int id(TrackerInfo tracker) {
        return tracker.url().hashCode() & Integer.MAX_VALUE;
    }

    /** Where it is asked for numbers of peers; empty if it cannot be. */
    public static String scrapeUrl(TrackerInfo tracker) {
        String url = tracker.url();
        int last = url.lastIndexOf('/') + 1;
        if (url.startsWith("udp:")) {
            return url;
        }
        return url.startsWith("announce", last) ? url.substring(0, last) + "scrape" + url.substring(last + 8) : "";
    }

    /** Its host and port. */
    public static String host(TrackerInfo tracker) {
        URI uri = uri(tracker);
        if (uri.getHost() == null) {
            return "";
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getHost() + ":" + port;
    }

    /** Its site, such as {@code example} for {@code tracker.example.com}. */
    public static String site(TrackerInfo tracker) {
        String host = uri(tracker).getHost();
        if (host == null || ADDRESS.matcher(host).matches()) {
            return host == null ? "" : host;
        }
        String[] parts = host.split("\\.");
        return parts.length < 2 ? host : parts[parts.length - 2];
    }

    private static URI uri(TrackerInfo tracker) {
        try {
            return URI.create(tracker.url());
        } catch (IllegalArgumentException e) {
            return URI.create("");
        }
    }
}
