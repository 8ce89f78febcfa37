package org.torrentxt.shell.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Limits;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.format.Units;

/**
 * Limits to set, as given by options; limits not given stay unchanged.
 *
 * @param down bytes per second, 0 for none
 * @param up bytes per second, 0 for none
 * @param connections -1 for none
 * @param uploads -1 for none
 */
public record LimitChange(
        Optional<Long> down, Optional<Long> up, Optional<Integer> connections, Optional<Integer> uploads) {
    private static final int LEAST_CONNECTIONS = 2;
    private static final int LEAST_UPLOADS = 1;

    /**
     * Reads the values of the options {@code --down}, {@code --up}, {@code --connections} and {@code --uploads}.
     *
     * @throws TorrentException INVALID_ARGUMENT if a value is not a limit or is out of range
     */
    public static LimitChange parse(String down, String up, String connections, String uploads) {
        return new LimitChange(
                Optional.ofNullable(down).map(text -> rate("--down", text)),
                Optional.ofNullable(up).map(text -> rate("--up", text)),
                Optional.ofNullable(connections).map(text -> count("--connections", text, LEAST_CONNECTIONS)),
                Optional.ofNullable(uploads).map(text -> count("--uploads", text, LEAST_UPLOADS)));
    }

    private static long rate(String option, String text) {
        long bytesPerSecond = Units.parseRateLimit(option, text);
        return inRange(
                "invalid " + option + " '" + text + "': expected at most 2047MiB, or none",
                () -> Limits.rate("", bytesPerSecond));
    }

    private static int count(String option, String text, int least) {
        int number = Units.parseCountLimit(option, text);
        return inRange(
                "invalid " + option + " '" + text + "': expected " + least + " to 16777215, or none",
                () -> Limits.count("", number, least));
    }

    // the API's message expects numbers for no limit, which are not typed here
    private static <T> T inRange(String otherwise, Supplier<T> limit) {
        try {
            return limit.get();
        } catch (TorrentException e) {
            throw new TorrentException(e.code(), otherwise, e);
        }
    }

    /** Limits a torrent. */
    public void apply(Torrent torrent) {
        down.ifPresent(torrent::setDownloadLimit);
        up.ifPresent(torrent::setUploadLimit);
        connections.ifPresent(torrent::setMaxConnections);
        uploads.ifPresent(torrent::setMaxUploads);
    }

    /** Limits a torrent to be added. */
    public void apply(AddTorrent.Builder request) {
        down.ifPresent(request::downloadLimit);
        up.ifPresent(request::uploadLimit);
        connections.ifPresent(request::maxConnections);
        uploads.ifPresent(request::maxUploads);
    }

    /** The same limits as settings of a session. */
    Map<String, Long> toSettings() {
        Map<String, Long> settings = new LinkedHashMap<>();
        down.ifPresent(limit -> settings.put(SessionLimits.DOWN, limit));
        up.ifPresent(limit -> settings.put(SessionLimits.UP, limit));
        connections.ifPresent(
                count -> settings.put(SessionLimits.CONNECTIONS, count < 0 ? SessionLimits.ALL_CONNECTIONS : count));
        uploads.ifPresent(count -> settings.put(SessionLimits.UPLOADS, (long) count));
        return settings;
    }
}
