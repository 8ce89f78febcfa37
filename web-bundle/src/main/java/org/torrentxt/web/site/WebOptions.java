package org.torrentxt.web.site;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.config.Sizes;
import org.torrentxt.config.ConfigurationType;
import org.torrentxt.config.Range;
import org.torrentxt.config.Unit;
import org.torrentxt.web.access.Policy;

/**
 * What is configured. An invalid value causes a warning, and is read as its default; who may do what is never read
 * more generously than it is written.
 *
 * @param session the name of the session where a request names none
 * @param remote whether clients on other hosts are answered
 * @param hosts names of this server besides {@code localhost}, in lower case
 * @param viewers the roles with read-only access
 * @param managers the roles that can also change things
 * @param stream whether the content of files is served
 * @param streamLimit the maximum number of files that are being sent at a time
 * @param eventLimit the maximum number of clients that follow events at a time
 * @param bodyLimit the maximum size of a request's body, in bytes
 */
public record WebOptions(
        String session,
        boolean remote,
        Set<String> hosts,
        Set<String> viewers,
        Set<String> managers,
        boolean stream,
        int streamLimit,
        int eventLimit,
        long bodyLimit) {
    private static final Pattern HOST = Pattern.compile("[0-9a-z._-]+|\\[[0-9a-f:.]+\\]", Pattern.CASE_INSENSITIVE);
    private static final Pattern ROLE = Pattern.compile("[^;]+");

    static final ConfigurationType TYPE = new ConfigurationType(WebConfiguration.class);

    /** Reads a configuration; warnings are left in {@code values}. */
    public static WebOptions of(ConfigurationValues values) {
        values.warnOfUnknownKeys(TYPE.keys()::contains, TYPE.keys());
        return new WebOptions(
                read(values, "session", Function.identity()),
                read(values, "remote", text -> isTrue("remote", text)),
                hosts(values),
                roles(values, "roles.view"),
                roles(values, "roles.manage"),
                read(values, "stream", text -> isTrue("stream", text)),
                read(values, "stream.limit", text -> (int) number("stream.limit", text)),
                read(values, "event.limit", text -> (int) number("event.limit", text)),
                read(values, "body.limit", text -> number("body.limit", text)));
    }

    /** Reads a configuration from a map. */
    public static WebOptions of(Map<String, ?> properties) {
        return of(new ConfigurationValues(properties));
    }

    /** Who is let in. */
    public Policy policy() {
        return new Policy(remote, hosts, viewers, managers);
    }

    private static <T> T read(ConfigurationValues values, String key, Function<String, T> parser) {
        String otherwise = TYPE.otherwise(key);
        try {
            Optional<String> text = values.text(key);
            if (text.isPresent()) {
                return parser.apply(text.get());
            }
        } catch (TorrentException e) {
            values.warn(e.getMessage() + "; using " + otherwise);
        }
        return parser.apply(otherwise);
    }

    private static Set<String> hosts(ConfigurationValues values) {
        String expected = "names without scheme and port, separated by commas, such as torrents.example.org";
        return names(values, "hosts", "no name is known", HOST, expected)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    // A list that is empty, or that cannot be read, gives the right to nobody.
    private static Set<String> roles(ConfigurationValues values, String key) {
        return names(values, key, "no role has this right", ROLE, "names of roles, separated by commas")
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> names(
            ConfigurationValues values, String key, String otherwise, Pattern form, String expected) {
        String list;
        try {
            list = values.list(key).orElse(values.keys().contains(key) ? "" : TYPE.otherwise(key));
        } catch (TorrentException e) {
            values.warn(e.getMessage() + "; " + otherwise);
            list = "";
        }
        Map<Boolean, List<String>> names = Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.partitioningBy(name -> form.matcher(name).matches()));
        if (!names.get(false).isEmpty()) {
            values.warn("invalid " + key + " '" + String.join("', '", names.get(false)) + "': expected " + expected
                    + "; ignored");
        }
        return names.get(true).stream();
    }

    private static boolean isTrue(String key, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw TorrentException.invalid("invalid " + key + " '" + text + "': expected true or false");
        };
    }

    private static long number(String key, String text) {
        Range range = TYPE.annotation(key, Range.class).orElseThrow();
        long value = isSize(key) ? Sizes.parse(key, text) : count(text);
        if (value < range.least() || value > range.most()) {
            throw TorrentException.invalid(
                    "invalid " + key + " '" + text + "': expected " + range.least() + " to " + range.most());
        }
        return value;
    }

    private static boolean isSize(String key) {
        return TYPE.annotation(key, Unit.class).isPresent();
    }

    private static long count(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE; // not in any range
        }
    }
}
