package org.torrentxt.web.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON document (RFC 8259) into maps, lists, texts, longs, doubles, booleans and nulls. Numbers without a
 * fraction that exceed a long are doubles; of equal keys the last one counts.
 */
public final class JsonReader {
    /** The deepest nesting of arrays and objects that is read. */
    public static final int MOST_DEPTH = 64;

    /** The maximum number of values, as the smallest ones need many times as much memory as bytes in a document. */
    public static final int MOST_VALUES = 1_000_000;

    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_TEXT = 1 << 30;

    /** For documents that are written, too. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private final JsonParser parser;
    private int values;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a document to the end of the stream, whose size the caller bounds.
     *
     * @param in not null; left open
     * @return null for the document {@code null}
     * @throws MalformedJsonException if it is anything but one JSON document, too deep, or has too many values
     * @throws IOException if the stream fails
     */
    public static Object read(InputStream in) throws IOException, MalformedJsonException {
        try (JsonParser parser = FACTORY.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            if (parser.nextToken() == null) {
                throw new MalformedJsonException("the document is empty");
            }
            Object value = new JsonReader(parser).value();
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("the document has more than one value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(e.getOriginalMessage());
        }
    }

    private Object value() throws IOException, MalformedJsonException {
        if (++values > MOST_VALUES) {
            throw new MalformedJsonException("more than " + MOST_VALUES + " values");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> isLong() ? (Object) parser.getLongValue() : (Object) parser.getDoubleValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private boolean isLong() throws IOException {
        return parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    private Map<String, Object> object() throws IOException, MalformedJsonException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            object.put(key, value());
        }
        return object;
    }

    private List<Object> array() throws IOException, MalformedJsonException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value());
        }
        return array;
    }
}
