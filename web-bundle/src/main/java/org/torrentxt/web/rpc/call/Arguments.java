package org.torrentxt.web.rpc.call;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.torrentxt.api.TorrentException;

/**
 * The arguments of a call. Reading one of the wrong type or out of range throws a {@link TorrentException} that names
 * it, what is expected and what it is; those that are null or that nobody reads are ignored, as Transmission does.
 */
public final class Arguments {
    /** The highest number that Transmission's clients use for what it counts in kilobytes. */
    public static final long MOST_KILOBYTES = Integer.MAX_VALUE / 1000;

    private static final int KILOBYTE = 1000;

    private final Map<String, Object> values;

    /** Arguments by name, values as of {@link org.torrentxt.web.json.JsonReader}. */
    public Arguments(Map<String, Object> values) {
        this.values = values;
    }

    /** Whether there is one of that name, be it null. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The names. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Those whose names are not among these. */
    public Arguments without(Set<String> names) {
        Map<String, Object> left = new HashMap<>(values);
        left.keySet().removeAll(names);
        return new Arguments(left);
    }

    /** The value as it is; empty if there is none, and for null. */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A text. */
    public Optional<String> text(String name) {
        return read(name, "a text", Arguments::asText);
    }

    /** A text that has to be there. */
    public String requiredText(String name) {
        return text(name).filter(text -> !text.isBlank()).orElseThrow(() -> invalid(name, "a text", values.get(name)));
    }

    /** A number without a fraction. */
    public Optional<Long> number(String name, long least, long most) {
        return read(
                name,
                "a number from " + least + " to " + most,
                value -> asNumber(value).filter(number -> number >= least && number <= most));
    }

    /** A number. */
    public Optional<Double> real(String name, double least, double most) {
        return read(
                name,
                "a number from " + plain(least) + " to " + plain(most),
                value -> value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most
                        ? Optional.of(number.doubleValue())
                        : Optional.empty());
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** A number of kilobytes, in bytes; some clients, which count in others of 1024 bytes, send fractions. */
    public Optional<Long> kilobytes(String name) {
        return read(
                name,
                "a number from 0 to " + MOST_KILOBYTES,
                value -> value instanceof Number number
                                && number.doubleValue() >= 0
                                && number.doubleValue() <= MOST_KILOBYTES
                        ? Optional.of(Math.round(number.doubleValue() * KILOBYTE))
                        : Optional.empty());
    }

    /** True or false, also as 1 or 0 or as a text, which some clients send. */
    public Optional<Boolean> truth(String name) {
        return read(name, "true or false", Arguments::asTruth);
    }

    /** A list of texts. */
    public Optional<List<String>> texts(String name) {
        return list(name, "a list of texts", Arguments::asText);
    }

    /** A list of numbers of files, without negative ones. */
    public Optional<List<Integer>> indices(String name) {
        return list(
                name,
                "a list of numbers of files, the first is 0",
                value -> asNumber(value)
                        .filter(number -> number >= 0 && number <= Integer.MAX_VALUE)
                        .map(Long::intValue));
    }

    /** A list of values of any kind. */
    public Optional<List<Object>> list(String name, String expected) {
        return list(name, expected, Optional::of);
    }

    private <T> Optional<List<T>> list(String name, String expected, Function<Object, Optional<T>> as) {
        return read(name, expected, value -> {
            if (!(value instanceof List<?> list)) {
                return Optional.empty();
            }
            List<T> converted = new ArrayList<>(list.size());
            for (Object each : list) {
                converted.add(Optional.ofNullable(each).flatMap(as).orElseThrow(() -> invalid(name, expected, list)));
            }
            return Optional.of(converted);
        });
    }

    private <T> Optional<T> read(String name, String expected, Function<Object, Optional<T>> as) {
        return value(name).map(value -> as.apply(value).orElseThrow(() -> invalid(name, expected, value)));
    }

    private static Optional<String> asText(Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** True or false, however it is written; empty for anything else. */
    public static Optional<Boolean> asTruth(Object value) {
        if (value instanceof Boolean truth) {
            return Optional.of(truth);
        } else if ("true".equals(value) || "false".equals(value)) {
            return Optional.of("true".equals(value));
        }
        return asNumber(value).filter(number -> number == 0 || number == 1).map(number -> number == 1);
    }

    /** A number without a fraction, however it is written; empty for anything else. */
    public static Optional<Long> asNumber(Object value) {
        if (value instanceof Long number) {
            return Optional.of(number);
        }
        boolean isWhole = value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1L << 53;
        return isWhole ? Optional.of(((Double) value).longValue()) : Optional.empty();
    }

    /** What to throw for an argument that is not as expected. */
    public static TorrentException invalid(String name, String expected, Object value) {
        return TorrentException.invalid("invalid " + name + ": expected " + expected + ", got " + Shown.of(value));
    }
}
