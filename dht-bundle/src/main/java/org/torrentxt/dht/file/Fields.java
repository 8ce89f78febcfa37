package org.torrentxt.dht.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a file of the store's state says: a first line that names its kind and the version of its format, then lines of
 * {@code name: value}. Texts that people chose are in hexadecimal digits of UTF-8, as they may have any characters.
 */
public final class Fields {
    private final String kind;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Fields(String kind) {
        this.kind = kind;
    }

    /** No fields yet, of a file whose first line is this. */
    public static Fields of(String kind) {
        return new Fields(kind);
    }

    /**
     * Reads a file.
     *
     * @param kind what its first line must be
     * @throws IOException if it is anything else; the message does not repeat what the file says
     */
    public static Fields read(String kind, byte[] content) throws IOException {
        String[] lines = new String(content, UTF_8).split("\\R");
        if (lines.length == 0 || !lines[0].equals(kind)) { // of blank lines alone nothing is left
            throw new IOException("its first line is not '" + kind + "'");
        }
        Fields fields = new Fields(kind);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(": ");
            if (colon < 1 || fields.values.put(lines[i].substring(0, colon), lines[i].substring(colon + 2)) != null) {
                throw new IOException("line " + (i + 1) + " is not 'NAME: VALUE' of a new name");
            }
        }
        return fields;
    }

    /** True if the first line of a file is this. */
    public static boolean isOfKind(String kind, byte[] content) {
        return new String(content, UTF_8).split("\\R", 2)[0].equals(kind);
    }

    /** Refuses a file that does not have just these fields, in any order. */
    public void expect(String... names) throws IOException {
        if (!values.keySet().equals(Set.of(names))) {
            throw new IOException("expected a line of each of " + String.join(", ", names) + ", and no other");
        }
    }

    /** Adds a field; its value must be one line. */
    public Fields put(String name, Object value) {
        values.put(name, value.toString());
        return this;
    }

    /** Adds a field of bytes. */
    public Fields putBytes(String name, byte[] value) {
        return put(name, HexFormat.of().formatHex(value));
    }

    /** Adds a field of any text. */
    public Fields putText(String name, String value) {
        return putBytes(name, value.getBytes(UTF_8));
    }

    /** The value of a field that must be there. */
    public String get(String name) throws IOException {
        return find(name).orElseThrow(() -> new IOException("it has no line '" + name + ": '"));
    }

    /** The value of a field. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value of a field that must be there and make sense. */
    public <T> T get(String name, Function<String, T> parse) throws IOException {
        String value = get(name);
        try {
            return parse.apply(value);
        } catch (RuntimeException e) {
            throw new IOException("what it says of '" + name + "' makes no sense");
        }
    }

    /** The value of a field of bytes that must be there. */
    public byte[] getBytes(String name) throws IOException {
        return get(name, HexFormat.of()::parseHex);
    }

    /** The value of a field of any text that must be there. */
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
