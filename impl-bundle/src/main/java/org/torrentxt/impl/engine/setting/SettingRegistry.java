package org.torrentxt.impl.engine.setting;

import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.libtorrent4j.swig.settings_pack;
import org.torrentxt.api.SessionSettings.Type;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.input.Arguments;
import org.torrentxt.impl.network.ListenInterfaces;

/**
 * The engine's settings by name. Names and numbers come from the binding's generated constants: an unused number would
 * crash the JVM, so only those listed here are passed to native code.
 */
public final class SettingRegistry {
    /** The engine's number for a setting. */
    public record Key(String name, Type type, int number) {}

    /** The setting with the endpoints to listen on. */
    public static final String LISTEN_INTERFACES = "listen_interfaces";

    private static final String SECRET = "proxy_password";
    private static final Map<String, Key> KEYS = read();

    private SettingRegistry() {}

    private static Map<String, Key> read() {
        Map<String, Key> keys = new TreeMap<>();
        read(keys, settings_pack.string_types.class, Type.STRING);
        read(keys, settings_pack.int_types.class, Type.INT);
        read(keys, settings_pack.bool_types.class, Type.BOOL);
        keys.remove("alert_mask"); // determined by the subscriptions; a value set manually would be overwritten at once
        return keys;
    }

    private static void read(Map<String, Key> keys, Class<?> constants, Type type) {
        for (Field field : constants.getFields()) {
            String name = field.getName();
            if (field.getType() == constants && !name.endsWith("_internal") && !name.startsWith("deprecated")) {
                try {
                    int number = (int) constants.getMethod("swigValue").invoke(field.get(null));
                    keys.put(name, new Key(name, type, number));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("the binding's constant " + field + " cannot be read", e);
                }
            }
        }
    }

    /** All keys, by name. */
    public static Iterable<Key> keys() {
        return KEYS.values();
    }

    /**
     * The key with that name.
     *
     * @throws TorrentException for an unknown name, naming similar ones if there are any
     */
    public static Key key(String name) {
        Key key = KEYS.get(name);
        if (key == null) {
            String given = Arguments.brief(name);
            String near = KEYS.keySet().stream()
                    .filter(candidate -> distance(candidate, given) <= Math.max(2, given.length() / 4))
                    .sorted(Comparator.comparingInt(candidate -> distance(candidate, given)))
                    .limit(3)
                    .collect(Collectors.joining(", "));
            throw TorrentException.invalid("unknown setting: '" + given + "'; "
                    + (near.isEmpty() ? "torrent:settings lists all" : "similar: " + near));
        }
        return key;
    }

    /**
     * Checks names, types and ranges, and turns text into values.
     *
     * @return Long, Boolean or String by name
     * @throws TorrentException for the first invalid one
     */
    public static Map<String, Object> check(Map<String, ?> values) {
        Map<String, Object> checked = new LinkedHashMap<>();
        values.forEach((name, value) -> checked.put(name, convert(key(name), value)));
        return checked;
    }

    private static Object convert(Key key, Object value) {
        return switch (key.type()) {
            case STRING -> {
                if (!(value instanceof String text)) {
                    throw wrong(key, value, "text");
                }
                SettingTexts.expectedInsteadOf(key.name(), text).ifPresent(expected -> {
                    throw wrong(key, value, expected);
                });
                if (key.name().equals(LISTEN_INTERFACES)) {
                    ListenInterfaces.parse(text);
                }
                yield text;
            }
            case BOOL -> {
                if (value instanceof Boolean) {
                    yield value;
                }
                String text = String.valueOf(value).strip().toLowerCase(Locale.ROOT);
                if (value instanceof String && (text.equals("true") || text.equals("false"))) {
                    yield Boolean.valueOf(text);
                }
                throw wrong(key, value, "true or false");
            }
            case INT -> toInt(key, value);
        };
    }

    private static Long toInt(Key key, Object value) {
        long number;
        try {
            number = value instanceof String text ? SettingUnits.parse(key.name(), text.strip()) : exact(value);
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(key, value, "a whole number");
        }
        SettingRanges.Range range = SettingRanges.of(key.name());
        if (!range.contains(number)) {
            throw wrong(key, value, "a number from " + range.min() + " to " + range.max());
        }
        return number;
    }

    private static long exact(Object value) {
        if (!(value instanceof Number)) {
            throw new NumberFormatException();
        }
        return new BigDecimal(value.toString()).longValueExact(); // JSON knows no whole numbers
    }

    // messages are logged
    private static TorrentException wrong(Key key, Object value, String expected) {
        String shown = SECRET.equals(key.name()) ? "***" : Arguments.brief(value);
        return TorrentException.invalid("invalid setting " + key.name() + "=" + shown + ": expected " + expected);
    }

    /** Puts checked values into a pack. */
    public static void put(settings_pack pack, Map<String, Object> checked) {
        checked.forEach((name, value) -> {
            Key key = key(name);
            switch (key.type()) {
                case STRING -> pack.set_str(key.number(), (String) value);
                case BOOL -> pack.set_bool(key.number(), (Boolean) value);
                case INT -> pack.set_int(key.number(), Math.toIntExact((Long) value));
            }
        });
    }

    /** Reads one value from a pack. */
    public static Object get(settings_pack pack, Key key) {
        return switch (key.type()) {
            case STRING -> pack.get_str(key.number());
            case BOOL -> pack.get_bool(key.number());
            case INT -> (long) pack.get_int(key.number());
        };
    }

    /** Reads all values from a pack, by name. */
    public static Map<String, Object> values(settings_pack pack) {
        Map<String, Object> values = new TreeMap<>();
        keys().forEach(key -> values.put(key.name(), get(pack, key)));
        return values;
    }

    // Levenshtein distance; the lists are short and this runs only after a mistake.
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
