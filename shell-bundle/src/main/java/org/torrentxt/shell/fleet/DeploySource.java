package org.torrentxt.shell.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.MagnetLink;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.shell.create.Creation;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.support.TorrentArguments;

/** The content to deploy, as a torrent of this node's session. */
final class DeploySource {
    private static final Pattern MAGNET = Pattern.compile("(?i)magnet(?::|%3a).*", Pattern.DOTALL);
    private static final Pattern HASH = Pattern.compile("[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}");

    private final TorrentSession session;
    private final TorrentCreator creator;
    private final ProgressView view;

    /**
     * A source of torrents.
     *
     * @param session has the torrent afterwards
     * @param creator hashes files and folders
     * @param view shows the progress
     */
    DeploySource(TorrentSession session, TorrentCreator creator, ProgressView view) {
        this.session = session;
        this.creator = creator;
        this.view = view;
    }

    /** True for a file or folder. */
    static boolean isContent(String word) {
        return !MAGNET.matcher(word).matches() && !HASH.matcher(word).matches();
    }

    /**
     * The torrent that a word names: a magnet link is added; a file or folder is seeded where it lies; an info-hash is
     * that of a torrent in the session.
     *
     * @param word as typed
     * @param path the same as a path, if it {@linkplain #isContent is one}
     * @throws TorrentException if there is no such torrent, file or folder
     */
    AddResult add(String word, Path path) throws Exception {
        if (MAGNET.matcher(word).matches()) {
            return session.add(AddTorrent.magnet(MagnetLink.clean(word)).build());
        }
        if (HASH.matcher(word).matches()) {
            return new AddResult(new TorrentArguments(session).one(word), false);
        }
        if (!Files.exists(path)) {
            throw TorrentException.invalid("no such file or folder: '" + path
                    + "'; expected a file or folder, a magnet link in single quotes, or the info-hash of a torrent in"
                    + " the session");
        }
        return seed(path);
    }

    /**
     * Has the session seed a file or folder where it lies. It is announced to the nodes of the fleet only: those that hear
     * of it otherwise would fetch it from here, whatever their site.
     */
    AddResult seed(Path path) throws Exception {
        return session.add(new Creation(creator, view)
                .run(CreateTorrent.of(path))
                .seed()
                .started()
                .set(TorrentFlag.DISABLE_DHT, TorrentFlag.DISABLE_LSD, TorrentFlag.DISABLE_PEX)
                .build());
    }
}
