package org.torrentxt.web.rpc.torrent;

import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.torrentxt.api.Torrent;

/**
 * A rate limit of a torrent, which the protocol can turn off without forgetting its value: that is kept as an attribute
 * meanwhile.
 */
enum KeptLimit {
    DOWNLOAD("download", Torrent::downloadLimit, Torrent::setDownloadLimit),
    UPLOAD("upload", Torrent::uploadLimit, Torrent::setUploadLimit);

    private static final long DEFAULT = 100; // Transmission's
    private static final int KILOBYTE = 1000;

    private final String name;
    private final String attribute;
    private final ToLongFunction<Torrent> getter;
    private final BiConsumer<Torrent, Long> setter;

    KeptLimit(String name, ToLongFunction<Torrent> getter, BiConsumer<Torrent, Long> setter) {
        this.name = name;
        this.attribute = "org.torrentxt.web." + name + "-limit";
        this.getter = getter;
        this.setter = setter;
    }

    /** The argument with its value. */
    String valueName() {
        return name + "Limit";
    }

    /** The argument that turns it on or off. */
    String switchName() {
        return name + "Limited";
    }

    boolean isOn(TorrentView torrent) {
        return inForce(torrent) > 0;
    }

    /** The value, in force or not. */
    long kilobytes(TorrentView torrent) {
        long limit = inForce(torrent);
        return limit > 0 ? rounded(limit) : kept(torrent.status().attributes().get(attribute));
    }

    private long inForce(TorrentView torrent) {
        return torrent.torrent().map(getter::applyAsLong).orElse(0L);
    }

    private static long rounded(long bytes) {
        return (bytes + KILOBYTE - 1) / KILOBYTE;
    }

    // attributes can be written by others
    private static long kept(String text) {
        return text != null && text.matches("[0-9]{1,7}") ? Long.parseLong(text) : DEFAULT;
    }

    /**
     * Changes it.
     *
     * @param bytes the new value in bytes per second; null to keep it
     * @param on whether it is in force; null to keep that
     */
    void change(Torrent torrent, Long bytes, Boolean on) {
        long before = getter.applyAsLong(torrent);
        long now = before > 0 ? before : kept(torrent.attributes().get(attribute)) * KILOBYTE;
        // what is shown is rounded: sent back, it stays what it is
        long value = bytes == null || bytes == rounded(now) * KILOBYTE ? now : bytes;
        boolean isOn = on != null ? on : before > 0;
        if (!isOn) {
            torrent.setAttribute(attribute, String.valueOf(rounded(value)));
        }
        // a limit of 0 would be none: the lowest there is comes nearest
        setter.accept(torrent, isOn ? Math.max(1, value) : 0);
    }
}
