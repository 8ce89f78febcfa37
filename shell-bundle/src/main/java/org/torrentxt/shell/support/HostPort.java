package org.torrentxt.shell.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;

/**
 * A DHT node as typed. Its host may be a name, which is not resolved here.
 *
 * @param host a name or an address
 * @param port as typed; its range is not checked
 */
public record HostPort(String host, int port) {
    private static final Pattern TEXT = Pattern.compile("\\[?([^\\[\\]\\s]+?)]?:(\\d{1,5})");

    /**
     * Parses {@code router.example:6881}, {@code 127.0.0.1:6881} or {@code [::1]:6881}.
     *
     * @throws TorrentException INVALID_ARGUMENT if it is anything else
     */
    public static HostPort parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw TorrentException.invalid("invalid node '" + text + "': expected HOST:PORT, such as 127.0.0.1:6881");
        }
        return new HostPort(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }
}
