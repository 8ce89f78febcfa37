package org.torrentxt.shell.create;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.json.Json;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.format.Units;

/** Creates a .torrent file from a file or folder and optionally seeds it. */
@Service
@Command(
        scope = "torrent",
        name = "create",
        description = "Creates a .torrent file. Example: torrent:create --piece-size 1MiB --seed /data/album")
public final class CreateCommand extends CreateOptions {
    @Argument(index = 0, name = "content", description = "File or folder to create the torrent from", required = true)
    @Completion(FileCompleter.class)
    private String content;

    @Option(name = "--out", description = "The .torrent file to write (default: NAME.torrent in the current folder)")
    @Completion(FileCompleter.class)
    private String out;

    @Option(name = "--force", description = "Overwrite the .torrent file if it exists")
    private boolean force;

    @Option(name = "--piece-size", description = "Piece size, such as 256KiB (default: depends on the content size)")
    private String pieceSize;

    @Option(name = "--v1", description = "Create a BitTorrent v1 torrent, which every client can read")
    private boolean v1;

    @Option(name = "--v2", description = "Create a BitTorrent v2 torrent")
    private boolean v2;

    @Option(name = "--hybrid", description = "Create a hybrid v1 and v2 torrent (default)")
    private boolean hybrid;

    @Option(name = "--seed", description = "Add the torrent to the session and seed the content in place")
    private boolean seed;

    @Option(name = "--json", description = "Print one JSON object")
    private boolean json;

    @Override
    protected void run() throws Exception {
        TorrentCreator creator = required(TorrentCreator.class);
        CreateTorrent.Builder request = request();
        Path file = torrentFile();
        request.exclude(file);
        // before hashing, which may take long
        Optional<TorrentSession> session = seed ? Optional.of(session()) : Optional.empty();
        CreatedTorrent created;
        try (ProgressView view = json ? states -> {} : output().progress()) {
            created = new Creation(creator, view).run(request);
        }
        Files.write(file, created.content());
        print(created, file, session.map(on -> seed(on, created)));
    }

    private CreateTorrent.Builder request() {
        CreateTorrent.Builder request = CreateTorrent.of(path(content)).format(format());
        if (pieceSize != null) {
            pieceLength(request, Units.parseSize("--piece-size", pieceSize));
        }
        return apply(request);
    }

    // the API's message does not use the option's name
    private void pieceLength(CreateTorrent.Builder request, long bytes) {
        try {
            request.pieceLength((int) Math.min(bytes, Integer.MAX_VALUE));
        } catch (TorrentException e) {
            throw new TorrentException(
                    e.code(),
                    "invalid --piece-size '" + pieceSize + "': expected a power of two from 16KiB to 128MiB",
                    e);
        }
    }

    private TorrentFormat format() {
        if (Stream.of(v1, v2, hybrid).filter(chosen -> chosen).count() > 1) {
            throw TorrentException.invalid("--v1, --v2 and --hybrid are mutually exclusive; choose one");
        }
        if (v1) {
            return TorrentFormat.V1;
        }
        return v2 ? TorrentFormat.V2 : TorrentFormat.HYBRID;
    }

    private Path torrentFile() throws IOException {
        Path name = path(content).getFileName();
        Path file = newFile(out != null ? out : (name == null ? "root" : name) + ".torrent", force);
        if (Files.exists(file) && Files.exists(path(content)) && Files.isSameFile(file, path(content))) {
            throw new FileSystemException(
                    file.toString(), null, "is the content itself; choose another file with --out");
        }
        return file;
    }

    private static AddResult seed(TorrentSession session, CreatedTorrent created) {
        return session.add(created.seed().started().build());
    }

    private void print(CreatedTorrent created, Path file, Optional<AddResult> added) {
        Optional<Torrent> seeding = added.map(AddResult::torrent);
        Optional<String> recheck = added.flatMap(AddResult::recheck);
        if (json) {
            Map<String, Object> document = Json.object(created);
            document.put("torrentFile", file);
            document.put("id", seeding.map(Torrent::id));
            document.put("recheck", recheck);
            output().json(document);
        } else {
            output().details(new Details()
                    .group(created.name())
                    .add("Torrent file", file)
                    .add("Info-hash v1", created.infoHashes().v1())
                    .add("Info-hash v2", created.infoHashes().v2())
                    .add("Size", Units.size(created.totalSize()) + " in " + Units.plural(created.numFiles(), "file"))
                    .add("Pieces", created.numPieces() + " of " + Units.size(created.pieceLength()))
                    .add("Magnet link", created.magnetUri())
                    .add("Seeding", seeding.map(torrent -> "torrent " + torrent.id()))
                    .add("Checked again", recheck));
        }
    }
}
