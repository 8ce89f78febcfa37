package org.torrentxt.dht.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.statefile.NewerVersionException;

/**
 * The content of a state file: a first line with its kind and format version, then lines of {@code name: value}. Texts
 * chosen by users are stored as hexadecimal digits of UTF-8, as they may contain any characters.
 */
public final class Fields {
    private static final Pattern VERSION = Pattern.compile("(.+) ([0-9]{1,9})( .*)?"); // in the first line

    private final String kind;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Fields(String kind) {
        this.kind = kind;
    }

    /** Creates empty fields for a file with that first line. */
    public static Fields of(String kind) {
        return new Fields(kind);
    }

    /**
     * Reads a file.
     *
     * @param kind its first line
     * @throws IOException if it is malformed; the message does not contain the file's content
     */
    public static Fields read(String kind, byte[] content) throws IOException {
        String[] lines = new String(content, UTF_8).split("\\R");
        if (lines.length == 0 || !lines[0].equals(kind)) { // empty for a file of blank lines only
            refuseNewer(kind, lines.length == 0 ? "" : lines[0]);
            throw new IOException("first line is not '" + kind + "'");
        }
        Fields fields = new Fields(kind);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(": ");
            if (colon < 1 || fields.values.put(lines[i].substring(0, colon), lines[i].substring(colon + 2)) != null) {
                throw new IOException("line " + (i + 1) + " is not 'NAME: VALUE' with a new name");
            }
        }
        return fields;
    }

    private static void refuseNewer(String kind, String found) throws NewerVersionException {
        Matcher known = VERSION.matcher(kind);
        Matcher other = VERSION.matcher(found);
        if (known.matches() && other.matches() && known.group(1).equals(other.group(1))) {
            long version = Long.parseLong(other.group(2));
            if (version > Long.parseLong(known.group(2))) {
                throw new NewerVersionException(version, Long.parseLong(known.group(2)));
            }
        }
    }

    /** True if a file begins with that line. */
    public static boolean isOfKind(String kind, byte[] content) {
        return new String(content, UTF_8).split("\\R", 2)[0].equals(kind);
    }

    /** Rejects a file that does not have exactly these fields, in any order. */
    public void expect(String... names) throws IOException {
        if (!values.keySet().equals(Set.of(names))) {
            throw new IOException("expected exactly one line for each of " + String.join(", ", names));
        }
    }

    /** Adds a field; its value must be one line. */
    public Fields put(String name, Object value) {
        values.put(name, value.toString());
        return this;
    }

    /** Adds a bytes field. */
    public Fields putBytes(String name, byte[] value) {
        return put(name, HexFormat.of().formatHex(value));
    }

    /** Adds a field with any text. */
    public Fields putText(String name, String value) {
        return putBytes(name, value.getBytes(UTF_8));
    }

    /** The value of a required field. */
    public String get(String name) throws IOException {
        return find(name).orElseThrow(() -> new IOException("no line '" + name + ": '"));
    }

    /** The value of a field. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value of a required field, which must be valid. */
    public <T> T get(String name, Function<String, T> parse) throws IOException {
        String value = get(name);
        try {
            return parse.apply(value);
        } catch (RuntimeException e) {
            throw new IOException("invalid value of '" + name + "'");
        }
    }

    /** The value of a required bytes field. */
    public byte[] getBytes(String name) throws IOException {
        return get(name, HexFormat.of()::parseHex);
    }

    /** The value of a required text field. */
    public String getText(String name) throws IOException {
        return new String(getBytes(name), UTF_8);
    }

    /** The file. */
    public byte[] write() {
        StringBuilder text = new StringBuilder(kind).append('\n');
        values.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString().getBytes(UTF_8);
    }
}
