package org.torrentxt.shell.format;

import java.time.Duration;
import java.util.Optional;
import org.torrentxt.api.status.TorrentStatus;

/**
 * The progress of one operation.
 *
 * @param label what the operation is about
 * @param phase what is being done
 * @param fraction the fraction done, 0.0 to 1.0
 * @param detail rate, time left and the like; empty for none
 * @param note why it makes no progress, a sentence of its own; empty for none
 */
public record Progress(String label, String phase, double fraction, String detail, String note) {

    /** Makes the texts {@linkplain Visible#line visible}. */
    public Progress {
        label = Visible.line(label);
        phase = Visible.line(phase);
        detail = Visible.line(detail);
        note = Visible.line(note);
    }

    /** The progress of an operation without a note. */
    public Progress(String label, String phase, double fraction, String detail) {
        this(label, phase, fraction, detail, "");
    }

    /** The progress of a torrent. */
    public static Progress of(TorrentStatus status) {
        String rates = status.isSeeding() ? Units.rate(status.uploadRate()) + " up" : Units.rate(status.downloadRate());
        String eta = status.eta().map(left -> ", ETA " + Units.duration(left)).orElse("");
        return new Progress(
                Torrents.label(status),
                Torrents.state(status),
                status.progress(),
                rates + eta,
                Torrents.noPeers(status));
    }

    /**
     * The progress of an operation measured in bytes, with its mean rate and the time left at that rate.
     *
     * @param bytesDone so far
     * @param bytesTotal in total
     * @param since how long ago it began
     */
    public static Progress ofBytes(String label, String phase, long bytesDone, long bytesTotal, Duration since) {
        double fraction = bytesTotal <= 0 ? 0 : (double) bytesDone / bytesTotal;
        Optional<Duration> left = bytesDone <= 0 || bytesDone >= bytesTotal
                ? Optional.empty()
                : Optional.of(
                        Duration.ofMillis((long) (since.toMillis() * (bytesTotal - bytesDone) / (double) bytesDone)));
        String eta = left.map(span -> ", ETA " + Units.duration(span)).orElse("");
        return new Progress(label, phase, fraction, Units.rate(bytesDone, since) + eta);
    }

    /**
     * The progress in words: {@code 3 ubuntu.iso: downloading 63.2 %, 12.3 MiB/s, ETA 3s}, with the note if there is
     * one.
     */
    public String sentence() {
        return label + ": " + phase + " " + Units.percent(fraction) + (detail.isEmpty() ? "" : ", " + detail)
                + (note.isEmpty() ? "" : "; " + note);
    }
}
