package org.torrentxt.health.check;

import java.util.List;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.status.TrackerInfo;

/** Checks that https trackers are verified, and that verification works. */
final class TlsCheckup {
    private static final String SUBJECT = "TLS";
    private static final String VALIDATION = "validate_https_trackers";
    private static final String FAILURE = "certificate verify failed";
    private static final int MAX_TORRENTS = 1_000; // checked at most, so that thousands do not delay the other checks

    private TlsCheckup() {}

    static HealthFinding check(TorrentSession session) {
        if (session.settings().list().stream()
                .anyMatch(setting ->
                        setting.name().equals(VALIDATION) && setting.value().equals(false))) {
            return Findings.warn(
                    SUBJECT,
                    "certificates of https trackers and web seeds are not verified; set setting." + VALIDATION
                            + "=true");
        }
        List<TrackerInfo> failed = session.torrents().stream()
                .limit(MAX_TORRENTS)
                .map(Torrent::trackers)
                .flatMap(List::stream)
                .filter(tracker -> tracker.message().contains(FAILURE))
                .toList();
        if (failed.isEmpty()) {
            return Findings.ok(SUBJECT, "certificates of https trackers and web seeds are verified");
        }
        TrackerInfo first = failed.get(0);
        return Findings.warn(
                SUBJECT,
                Texts.plural(failed.size(), "tracker") + " failed, such as " + first.url() + ": " + first.message());
    }
}
