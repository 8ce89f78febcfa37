package org.torrentxt.api.status;

import java.time.Instant;
import java.util.Optional;

/**
 * One tracker of a torrent at one moment.
 *
 * @param url its announce URL
 * @param tier 0 for the first to try
 * @param verified true once it has answered in this session
 * @param source libtorrent's bits of where it came from: 1 torrent, 2 client, 4 magnet link, 8 peer exchange
 * @param message what it last said, or why it failed; empty if nothing yet, or if all is well
 * @param fails failures in a row
 * @param updating true while an announce is under way
 * @param nextAnnounce when it is announced to next; empty if that is not planned
 * @param numComplete seeds it counts, -1 if unknown
 * @param numIncomplete leechers it counts, -1 if unknown
 */
public record TrackerInfo(
        String url,
        int tier,
        boolean verified,
        int source,
        String message,
        int fails,
        boolean updating,
        Optional<Instant> nextAnnounce,
        int numComplete,
        int numIncomplete) {}
