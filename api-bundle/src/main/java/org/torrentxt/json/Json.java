package org.torrentxt.json;

import java.lang.reflect.Array;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.status.TorrentState;

/**
 * Writes values as JSON (RFC 8259), on one line. Objects have the keys documented in docs/json.md. Times are
 * seconds since 1970, durations seconds, bytes hexadecimal digits; enums are their label, else their name in lower case; empty values are null. Sets are sorted, so that equal
 * values read equal.
 */
public final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /** The value as one JSON document. */
    public static String write(Object value) {
        Json json = new Json();
        json.append(value);
        return json.out.toString();
    }

    /**
     * The documented keys and the values of a value of the API, or of a {@link Document}, as a new map, for a document
     * with more or fewer keys.
     *
     * @throws IllegalArgumentException if it has no documented keys
     */
    public static Map<String, Object> object(Object value) {
        return find(value)
                .orElseThrow(() -> new IllegalArgumentException("no JSON keys are documented for " + value.getClass()));
    }

    private static Optional<Map<String, Object>> find(Object value) {
        return value instanceof Document document
                ? Optional.of(new LinkedHashMap<>(document.document()))
                : Keys.document(value);
    }

    private void append(Object value) {
        if (value instanceof Optional<?> optional) {
            append(optional.orElse(null));
        } else if (value instanceof Map<?, ?> map) {
            appendObject(map);
        } else if (value instanceof Set<?> set) {
            out.append('[')
                    .append(String.join(
                            ",", set.stream().map(Json::write).sorted().toList()))
                    .append(']');
        } else if (value instanceof Collection<?> list) {
            appendArray(list);
        } else if (value != null && value.getClass().isArray() && !(value instanceof byte[])) {
            appendArray(elements(value));
        } else {
            appendScalar(value);
        }
    }

    private void appendScalar(Object value) {
        if (value == null || value instanceof Double number && !Double.isFinite(number)) {
            out.append("null");
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Instant moment) {
            out.append(moment.getEpochSecond());
        } else if (value instanceof Duration span) {
            out.append(span.toSeconds());
        } else if (value instanceof FilePriority priority) {
            out.append(priority.level());
        } else if (isText(value)) {
            appendString(text(value));
        } else {
            appendObject(object(value));
        }
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence
                || value instanceof Enum<?>
                || value instanceof byte[]
                || value instanceof Path
                || value instanceof InetAddress
                || value instanceof InfoHash
                || value instanceof Endpoint
                || value instanceof DhtPublicKey
                || value instanceof DhtTarget;
    }

    /** The text of a value that is not a number, object or list. */
    public static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof TorrentState state) {
            return state.label();
        }
        if (value instanceof InetAddress address) {
            return address.getHostAddress();
        }
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
    }

    private static List<Object> elements(Object array) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }

    private void appendObject(Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            appendString(String.valueOf(entry.getKey()));
            out.append(':');
            append(entry.getValue());
            separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private void appendArray(Collection<?> elements) {
        out.append('[');
        String separator = "";
        for (Object element : elements) {
            out.append(separator);
            append(element);
            separator = ",";
        }
        out.append(']');
    }

    private void appendString(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> appendCharacter(c);
            }
        }
        out.append('"');
    }

    // Everything beyond ASCII is escaped, so that scripts can read it whatever the console's character set is.
    private void appendCharacter(char c) {
        if (c < 0x20 || c > 0x7e) {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
        } else {
            out.append(c);
        }
    }
}
