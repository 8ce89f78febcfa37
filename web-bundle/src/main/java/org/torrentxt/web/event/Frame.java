package org.torrentxt.web.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.json.Json;

/** Events as they are sent. */
final class Frame {
    /** What a browser does after a connection was closed: it connects again after two seconds. */
    static final String RETRY = "retry: 2000\n";

    private static final int LONGEST_BYTES = 1024;

    private Frame() {}

    /**
     * An event.
     *
     * @param id by which it can be followed
     * @param data a document of one line
     */
    static byte[] of(String id, String name, String data) {
        return ("id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n").getBytes(US_ASCII);
    }

    /** Nothing, so that connections are kept open, and those that are not are noticed. */
    static byte[] ping(String id) {
        return (": ping\nid: " + id + "\n\n").getBytes(US_ASCII);
    }

    /** The data of an alert: its event properties, without long binary ones, such as resume data. */
    static String data(Alert alert) {
        Map<String, Object> properties = new LinkedHashMap<>(alert.properties());
        properties.values().removeIf(value -> value instanceof byte[] bytes && bytes.length > LONGEST_BYTES);
        return Json.write(properties);
    }
}
