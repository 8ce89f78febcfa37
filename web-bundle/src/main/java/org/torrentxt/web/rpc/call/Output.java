package org.torrentxt.web.rpc.call;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;

/** Writes JSON. Texts may come from anybody: halves of surrogate pairs, which are no text, are replaced. */
public final class Output {
    private static final char REPLACEMENT = '\ufffd';

    private final JsonGenerator out;

    /** Writes to a generator, which the caller closes. */
    public Output(JsonGenerator out) {
        this.out = out;
    }

    /** Begins an object. */
    public void startObject() throws IOException {
        out.writeStartObject();
    }

    /** Ends an object. */
    public void endObject() throws IOException {
        out.writeEndObject();
    }

    /** Begins a list. */
    public void startList() throws IOException {
        out.writeStartArray();
    }

    /** Ends a list. */
    public void endList() throws IOException {
        out.writeEndArray();
    }

    /** Begins a value of an object. */
    public Output key(String name) throws IOException {
        out.writeFieldName(name);
        return this;
    }

    /** Begins a value of an object; the name is encoded already. */
    public Output key(SerializableString name) throws IOException {
        out.writeFieldName(name);
        return this;
    }

    /** Writes a number. */
    public void value(long number) throws IOException {
        out.writeNumber(number);
    }

    /** Writes a number; one that JSON does not have, as 0. */
    public void value(double number) throws IOException {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            out.writeNumber(0);
        }
    }

    /** Writes true or false. */
    public void value(boolean truth) throws IOException {
        out.writeBoolean(truth);
    }

    /** Writes a text, not null. */
    public void value(String text) throws IOException {
        out.writeString(isText(text) ? text : repaired(text));
    }

    /** Writes texts as a list. */
    public void value(Iterable<String> texts) throws IOException {
        out.writeStartArray();
        for (String text : texts) {
            value(text);
        }
        out.writeEndArray();
    }

    private static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return repaired(text).equals(text);
            }
        }
        return true;
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder();
        text.codePoints()
                .map(point ->
                        point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? REPLACEMENT : point)
                .forEach(repaired::appendCodePoint);
        return repaired.toString();
    }
}
