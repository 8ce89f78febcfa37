package org.torrentxt.api;

import java.util.Objects;

/** Checks the limits of a torrent, for requests and for implementations of {@link Torrent}. */
public final class Limits {
    private Limits() {}

    /**
     * Checks a rate.
     *
     * @param what the name of the limit, for the message
     * @param bytesPerSecond 0 for no limit
     * @return the same value
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} unless it is 0 to 2,147,483,647
     */
    public static long rate(String what, long bytesPerSecond) {
        Objects.requireNonNull(what, "what");
        if (bytesPerSecond < 0 || bytesPerSecond > Integer.MAX_VALUE) {
            throw TorrentException.invalid(what + " limit out of range: " + bytesPerSecond
                    + "; expected 0 (none) to 2147483647 bytes per second");
        }
        return bytesPerSecond;
    }

    /**
     * Checks a number of connections or slots.
     *
     * @param what the name of the limit, for the message
     * @param count -1 for no limit
     * @param least the lowest value other than -1
     * @return the same value
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} unless it is -1, or {@code least} to 16,777,215, the
     *     engine's limit
     */
    public static int count(String what, int count, int least) {
        Objects.requireNonNull(what, "what");
        if (count != -1 && (count < least || count > 0xffffff)) {
            throw TorrentException.invalid("limit of " + what + " out of range: " + count + "; expected -1 (none), or "
                    + least + " to 16777215");
        }
        return count;
    }
}
