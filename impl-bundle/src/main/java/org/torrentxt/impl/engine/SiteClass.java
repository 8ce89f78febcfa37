package org.torrentxt.impl.engine;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.engine.content.TorrentFiles;

/**
 * The rate class of peers outside of a site. The engine has rate classes, but the binding neither creates them nor sets
 * their limits; it has the engine create one for a torrent that is limited, and gives addresses the classes of a number.
 * So a torrent lends its class that does nothing else: it is complete, paused, not saved and not known to the session.
 */
final class SiteClass {
    /** Its number: the first after those that each session of the engine has, as it is created before any other. */
    static final int NUMBER = 3;

    private static final int PIECE = 16 * 1024; // bytes
    private static final int HASH = 20; // bytes
    private static final Set<TorrentFlag> FLAGS = Set.of(
            TorrentFlag.SEED_MODE,
            TorrentFlag.PAUSED,
            TorrentFlag.DISABLE_DHT,
            TorrentFlag.DISABLE_LSD,
            TorrentFlag.DISABLE_PEX);

    private final NativeSession engine;
    private final torrent_handle lender;

    private SiteClass(NativeSession engine, torrent_handle lender) {
        this.engine = engine;
        this.lender = lender;
    }

    /**
     * Creates the class in a session that has no torrent yet.
     *
     * @param folder any; nothing is written there
     * @param rate in bytes per second
     */
    static SiteClass create(NativeSession engine, Path folder, int rate) {
        add_torrent_params params = new add_torrent_params();
        params.set_ti(TorrentFiles.read(unknown()));
        params.setSave_path(folder.toString());
        int noFiles = libtorrent.getNo_verify_files().to_int(); // or they would be looked for
        params.setFlags(torrent_flags_t.from_int(TorrentFlag.toBits(FLAGS) | noFiles));
        error_code error = new error_code();
        torrent_handle lender = engine.call(session -> session.add_torrent(params, error));
        if (error.failed()) {
            throw new TorrentException(ErrorCode.ENGINE, "no limit for other sites: " + error.message());
        }
        SiteClass created = new SiteClass(engine, lender);
        created.limit(rate);
        return created;
    }

    // One that nobody can ask for.
    private static byte[] unknown() {
        byte[] hash = new byte[HASH];
        new SecureRandom().nextBytes(hash);
        return Bencode.encode(BencodeDictionary.builder()
                .put(
                        "info",
                        BencodeDictionary.builder()
                                .put("length", PIECE)
                                .put("name", "site")
                                .put("piece length", PIECE)
                                .put("pieces", hash)
                                .build())
                .build());
    }

    /** Changes the limit, in bytes per second. */
    void limit(int rate) {
        engine.run(session -> lender.set_upload_limit(rate));
    }
}
