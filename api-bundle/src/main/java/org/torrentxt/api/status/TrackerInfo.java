package org.torrentxt.api.status;

import java.time.Instant;
import java.util.Optional;

/**
 * One tracker of a torrent at one moment.
 *
 * @param url its announce URL
 * @param tier its tier; lower ones are tried first
 * @param verified true once it has answered in this session
 * @param source libtorrent's bits for its source: 1 torrent, 2 client, 4 magnet link, 8 peer exchange
 * @param message its last message or error; empty if there is none
 * @param fails number of consecutive failures
 * @param updating true while an announce is in progress
 * @param nextAnnounce the time of the next announce; empty if none is scheduled
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
