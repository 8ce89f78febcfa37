package org.torrentxt.shell.format;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
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
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.status.TorrentState;

/**
 * Writes values of the API as JSON (RFC 8259), on one line. Keys are the names of the record components; info-hashes
 * are {@code infoHashV1} and {@code infoHashV2}, times seconds since 1970, durations seconds, bytes hexadecimal
 * digits; enums are their label, else their name in lower case; empty values are null. Sets are sorted, so that equal
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

    /** A record's keys and values as a new map, for a document with more or fewer keys. */
    public static Map<String, Object> object(Record value) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object part = read(value, component);
            if (part instanceof InfoHashes hashes) {
                object.put("infoHashV1", hashes.v1());
                object.put("infoHashV2", hashes.v2());
            } else {
                object.put(component.getName(), part);
            }
        }
        return object;
    }

    private static Object read(Record value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of " + value.getClass(), e);
        }
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
        } else if (value instanceof Record part && !isText(part)) {
            appendObject(object(part));
        } else {
            appendString(text(value));
        }
    }

    private static boolean isText(Record value) {
        return value instanceof InfoHash
                || value instanceof Endpoint
                || value instanceof DhtPublicKey
                || value instanceof DhtTarget;
    }

    /** The text of a value that is not a number, record or list. */
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
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }
}
