package org.torrentxt.impl.engine.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.MagnetLink;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.binding.NativeBytes;
import org.torrentxt.impl.input.Arguments;

/** Converts magnet links for the engine. */
final class Magnets {
    private static final Pattern TOPIC = Pattern.compile("(?i)[?&]xt(?:\\.\\d+)?=([^&]*)");
    private static final Pattern URN = Pattern.compile("(?i)urn:bt[im]h:.*");
    private static final String EXPECTED = "expected xt=urn:btih: and 40 hexadecimal or 32 base32 digits,"
            + " or xt=urn:btmh:1220 and 64 hexadecimal digits";

    private Magnets() {}

    /**
     * Reads one.
     *
     * @param link as {@link MagnetLink#clean} returns it
     * @throws TorrentException if it does not identify a torrent
     */
    static add_torrent_params read(String link) {
        checkHashes(link);
        error_code error = new error_code();
        add_torrent_params params = libtorrent.parse_magnet_uri(link, error);
        if (error.failed()) {
            throw TorrentException.invalid("invalid magnet link: " + error.message() + "; " + EXPECTED);
        }
        if (SelectOnly.isIn(link)) { // not as parsed by the engine
            byte[] levels = SelectOnly.of(link).map(SelectOnly::levels).orElse(new byte[0]);
            params.set_file_priorities(NativeBytes.of(levels));
        }
        return params;
    }

    // the engine accepts characters that are not digits
    private static void checkHashes(String link) {
        List<String> topics = new ArrayList<>();
        for (Matcher matcher = TOPIC.matcher(link); matcher.find(); ) {
            topics.add(matcher.group(1));
        }
        List<String> hashes =
                topics.stream().filter(topic -> URN.matcher(topic).matches()).toList();
        if (hashes.isEmpty()) {
            throw TorrentException.invalid(
                    "no info-hash in the magnet link '" + Arguments.brief(link) + "'; " + EXPECTED);
        }
        for (String hash : hashes) {
            try {
                InfoHash.parse(hash);
            } catch (TorrentException e) {
                throw TorrentException.invalid("invalid info-hash in the magnet link, with "
                        + (hash.length() - "urn:btih:".length()) + " characters: '" + Arguments.brief(hash) + "'; "
                        + EXPECTED);
            }
        }
    }
}
