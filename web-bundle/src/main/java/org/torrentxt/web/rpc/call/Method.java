package org.torrentxt.web.rpc.call;

import org.torrentxt.api.TorrentException;

/**
 * A method of the protocol.
 *
 * @param name its name, such as {@code torrent-get}
 * @param isReading whether it changes nothing, so that users with read-only access may call it
 * @param body what it does
 */
public record Method(String name, boolean isReading, Body body) {
    /** What a method does. */
    @FunctionalInterface
    public interface Body {
        /**
         * Does it, completely, or throws; what the answer has is written afterwards.
         *
         * @throws TorrentException whose message is the result of the call
         */
        Answer call(Call call);
    }

    /** One that changes nothing. */
    public static Method reading(String name, Body body) {
        return new Method(name, true, body);
    }

    /** One that changes something. */
    public static Method changing(String name, Body body) {
        return new Method(name, false, body);
    }
}
