package org.torrentxt.api;

/** The ranges of a torrent's limits, for requests and for implementations of {@link Torrent}. */
public final class Limits {
    private Limits() {}

    /**
     * Checks a rate.
     *
     * @param what what is limited, for the message
     * @param bytesPerSecond 0 for no limit
     * @return the same
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} unless it is 0 to 2,147,483,647
     */
    public static long rate(String what, long bytesPerSecond) {
        if (bytesPerSecond < 0 || bytesPerSecond > Integer.MAX_VALUE) {
            throw TorrentException.invalid(what + " limit " + bytesPerSecond
                    + " is out of range; expected 0 (none) to 2147483647 bytes per second");
        }
        return bytesPerSecond;
    }

    /**
     * Checks a number of connections or slots.
     *
     * @param what what is limited, for the message
     * @param count -1 for no limit
     * @param least the lowest other number
     * @return the same
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} unless it is -1, or {@code least} to 16,777,215, the engine's own bound
     */
    public static int count(String what, int count, int least) {
        if (count != -1 && (count < least || count > 0xffffff)) {
            throw TorrentException.invalid("limit of " + count + " " + what
                    + " is out of range; expected -1 (none), or " + least + " to 16777215");
        }
        return count;
    }
}
