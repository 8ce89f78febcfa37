package org.torrentxt.dht.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.api.dht.store.DhtReleaseLink;
import org.torrentxt.api.dht.store.FollowRelease;
import org.torrentxt.dht.file.Fields;
import org.torrentxt.dht.file.StateFolder;

/**
 * The saved state of a followed release.
 *
 * @param request the release and options
 * @param seq the sequence number of the newest version seen
 * @param infoHash the torrent of that version; empty before the first
 * @param older the torrent still to be replaced by it; empty if there is none
 */
record Followed(FollowRelease request, long seq, Optional<InfoHash> infoHash, Optional<InfoHash> older) {
    static final StateFolder.Format<Followed> FORMAT = new Format();

    static Followed nothingOf(FollowRelease request) {
        return new Followed(request, DhtPublications.NO_VERSION, Optional.empty(), Optional.empty());
    }

    static String name(DhtReleaseLink link) {
        return DhtTarget.of(link.publicKey(), link.salt()).hex();
    }

    /** The same release with other options. */
    Followed as(FollowRelease another) {
        return new Followed(another, seq, infoHash, another.isReplacing() ? older : Optional.empty());
    }

    /** A newer version was found; its torrent is not added yet. */
    Followed saw(long newSeq, InfoHash newest) {
        Optional<InfoHash> present = older.or(() -> infoHash);
        return new Followed(
                request,
                newSeq,
                Optional.of(newest),
                present.filter(hash -> request.isReplacing() && !hash.equals(newest)));
    }

    /** The torrent of the newest version was added. */
    Followed complete() {
        return new Followed(request, seq, infoHash, Optional.empty());
    }

    private static final class Format implements StateFolder.Format<Followed> {
        private static final String KIND = "TorrentXT followed release 1";

        @Override
        public byte[] write(Followed followed) {
            Fields fields = Fields.of(KIND)
                    .putText("magnet", followed.request.magnet())
                    .put("replacing", followed.request.isReplacing())
                    .put("seq", followed.seq);
            followed.request.savePath().ifPresent(path -> fields.putText("save-path", path.toString()));
            followed.infoHash.ifPresent(hash -> fields.put("info-hash", hash));
            followed.older.ifPresent(hash -> fields.put("older-info-hash", hash));
            return fields.write();
        }

        @Override
        public Followed read(String name, byte[] content) throws IOException {
            Fields fields = Fields.read(KIND, content);
            FollowRelease request = FollowRelease.magnet(fields.getText("magnet"));
            StateFolder.checkName(name(request.link()), name);
            if (fields.find("save-path").isPresent()) {
                request = request.savePath(Path.of(fields.getText("save-path")));
            }
            if (fields.get("replacing", Boolean::parseBoolean)) {
                request = request.replacing();
            }
            return new Followed(
                    request,
                    fields.get("seq", Long::parseLong),
                    fields.find("info-hash").map(InfoHash::new),
                    fields.find("older-info-hash").map(InfoHash::new));
        }
    }
}
