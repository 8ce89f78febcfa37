package org.torrentxt.web.rpc;

import java.util.Map;
import java.util.Optional;
import org.torrentxt.web.rpc.call.Arguments;

/**
 * A request as it was sent.
 *
 * @param method the method's name
 * @param arguments its arguments
 * @param tag to be sent back
 */
record RpcRequest(Optional<String> method, Arguments arguments, Optional<Long> tag) {
    /**
     * Reads a document.
     *
     * @throws org.torrentxt.api.TorrentException if it is no request
     */
    static RpcRequest of(Object document) {
        Map<String, Object> request = object("request", document);
        Arguments keys = new Arguments(request);
        Map<String, Object> arguments =
                request.get("arguments") == null ? Map.of() : object("arguments", request.get("arguments"));
        return new RpcRequest(keys.text("method"), new Arguments(arguments), tag(request.get("tag")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(String name, Object value) {
        if (value instanceof Map) {
            return (Map<String, Object>) value; // keys of JSON are texts
        }
        throw Arguments.invalid(name, "an object such as {\"method\":\"session-get\"}", value);
    }

    /** The tag of a document of any kind; one that is no number is not sent back, as by Transmission. */
    static Optional<Long> tagOf(Object document) {
        return document instanceof Map<?, ?> request ? tag(request.get("tag")) : Optional.empty();
    }

    private static Optional<Long> tag(Object value) {
        return Arguments.asNumber(value);
    }
}
