package org.torrentxt.impl.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.torrentxt.api.IpFilter;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/** States to save, made without the engine. */
final class States {
    private States() {}

    /** The metadata of a torrent of one file with that many pieces, other for each number. */
    static byte[] info(int number, int pieces) {
        return Bencode.encode(BencodeDictionary.builder()
                .put("length", pieces * 16_384L)
                .put("name", "content-" + number)
                .put("piece length", 16_384)
                .put("pieces", new byte[pieces * 20])
                .build());
    }

    /** What libtorrent would save of it, half of the pieces complete. */
    static ResumeDictionary resume(int number, int pieces) {
        byte[] info = info(number, pieces);
        byte[] have = new byte[pieces];
        for (int i = 0; i < pieces; i += 2) {
            have[i] = 1;
        }
        return ResumeDictionary.of(Bencode.encode(BencodeDictionary.builder()
                .put("file-format", "libtorrent resume file")
                .put("file-version", 1)
                .put("info", Bencode.decode(info))
                .put("info-hash", sha1(info))
                .put("info-hash2", new byte[32])
                .put("name", "content-" + number)
                .put("save_path", "/downloads")
                .put("pieces", have)
                .put("paused", 1)
                .put("auto_managed", 0)
                .put("sequential_download", 1)
                .put("total_uploaded", 5)
                .put("total_downloaded", Long.MAX_VALUE)
                .put("added_time", 1_700_000_000)
                .put("active_time", 60)
                .put("upload_rate_limit", 1000)
                .put("download_rate_limit", -1)
                .put("mapped_files", List.of("renamed"))
                .put("file_priority", List.of(7))
                .put(
                        "trackers",
                        List.of(List.of("http://user:secret@127.0.0.1/announce"), List.of("udp://127.0.0.1:1")))
                .put("url-list", List.of("http://127.0.0.1/content"))
                .build()));
    }

    static byte[] sha1(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A state with everything in it. */
    static TorrentState torrent(int id) {
        return torrent(id, 40);
    }

    static TorrentState torrent(int id, int pieces) {
        return new TorrentState(
                id,
                resume(id, pieces),
                Optional.of(new Origin(Origin.Kind.MAGNET, "magnet:?xt=urn:btih:" + id, Optional.empty())),
                Set.of("linux", "\u00e4\ud83d\ude00"),
                Map.of("deployment", "42", "note", "two\nlines"),
                Optional.of(new StopReason("no space left on device", OptionalInt.of(3))));
    }

    static SessionState session() {
        return new SessionState(
                Integer.MAX_VALUE,
                true,
                Map.of("active_downloads", 5L, "proxy_password", "secret", "enable_dht", 1L),
                List.of(3, 1, 2),
                Map.of("uploaded", Long.MAX_VALUE, "sessions", 0L),
                Optional.of(ByteString.of("d9:dht stated5:nodesl6:abcdefeee")));
    }

    static IpFilterState ipFilter() {
        List<IpFilter.Rule> rules = new ArrayList<>();
        rules.add(IpFilter.Rule.parse("10.0.0.0/8", true));
        rules.add(IpFilter.Rule.parse("10.1.0.0-10.1.255.255", false));
        rules.add(IpFilter.Rule.parse("2001:db8::/32", true));
        return new IpFilterState(rules);
    }
}
