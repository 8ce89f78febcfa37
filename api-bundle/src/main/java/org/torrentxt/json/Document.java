package org.torrentxt.json;

import java.util.LinkedHashMap;
import java.util.Map;

/** Something that a command prints in JSON, other than values of the API. */
public interface Document {
    /** Its keys, which scripts rely on (docs/json.md), and values. */
    Map<String, Object> document();

    /**
     * Keys and values in this order.
     *
     * @param keysAndValues alternately
     */
    static Map<String, Object> of(Object... keysAndValues) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            document.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return document;
    }
}
