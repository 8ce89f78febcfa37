package org.torrentxt.shell.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The keys and types of a JSON document, such as {@code [`id` number, `flags` [string]]}. */
final class JsonShape {
    private final String json;
    private int at;

    private JsonShape(String json) {
        this.json = json;
    }

    /**
     * The shape of a document.
     */
    static String of(String json) {
        return new JsonShape(json).value();
    }

    private String value() {
        return switch (json.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> {
                string();
                yield "string";
            }
            case 't', 'f' -> word("boolean");
            case 'n' -> word("null");
            default -> word("number");
        };
    }

    private String word(String type) {
        while (at < json.length() && ",]}".indexOf(json.charAt(at)) < 0) {
            at++;
        }
        return type;
    }

    private String string() {
        int start = ++at;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return json.substring(start, at++);
    }

    private String array() {
        Set<String> types = new TreeSet<>();
        at++;
        while (json.charAt(at) != ']') {
            types.add(value());
            skipComma();
        }
        at++;
        return "[" + String.join(" or ", types) + "]";
    }

    private String object() {
        Map<String, String> keys = new LinkedHashMap<>();
        at++;
        while (json.charAt(at) != '}') {
            String key = string();
            at++;
            keys.put(key, value());
            skipComma();
        }
        at++;
        return "{"
                + keys.entrySet().stream()
                        .map(key -> "`" + key.getKey() + "` " + key.getValue())
                        .collect(Collectors.joining(", "))
                + "}";
    }

    private void skipComma() {
        if (json.charAt(at) == ',') {
            at++;
        }
    }
}
