package org.torrentxt.impl.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.transfer.TorrentClient;
import org.torrentxt.api.transfer.TransferRequest;
import org.torrentxt.impl.migration.Client;
import org.torrentxt.impl.migration.FoundTorrent;
import org.torrentxt.statefile.NewerVersionException;
import org.torrentxt.statefile.UnusableFileException;

/** Reads state files of all kinds, and says how that ended. */
public final class StateTargets implements BiFunction<String, byte[], String> {
    private static final int IMPORT_EVERY = 20;

    private int imports;

    /**
     * Reads a file.
     *
     * @param kind of the file; a path for one to import, where files may be written
     * @return how it ended, without the values in it
     */
    @Override
    public String apply(String kind, byte[] content) {
        try {
            String state = read(kind, content);
            return "read " + state.replaceAll("[^A-Za-z=]+", "").replaceAll("=[a-z]+", "=");
        } catch (UnusableFileException | NewerVersionException | TorrentException e) {
            if (e.getMessage().isBlank()) {
                throw new AssertionError("no reason", e);
            }
            return e.getMessage().replaceAll("'[^']*'", "_").replaceAll("-?[0-9]+", "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String kind, byte[] content) throws IOException {
        return switch (kind) {
            case "torrent" -> read(TorrentState.read(content));
            case "session" -> SessionState.read(content).toString();
            case "ip filter" -> IpFilterState.read(content).toString();
            case "ids" -> "id" + TorrentIds.read(content);
            default -> readOfOthers(Path.of(kind), content);
        };
    }

    // what is read can be written, and read again
    private static String read(TorrentState state) throws IOException {
        if (!TorrentState.read(state.toBytes()).equals(state)) {
            throw new AssertionError("saved otherwise: " + state);
        }
        return state.toString();
    }

    private String readOfOthers(Path folder, byte[] content) throws IOException {
        ResumeDictionary resume = ResumeDictionary.of(content);
        if (imports++ % IMPORT_EVERY == 0) {
            readByImporters(folder, content);
        }
        return resume.flags() + "" + resume.filePriorities().size() + resume.renamedFiles() + resume.trackers()
                + resume.webSeeds() + resume.addedTime() + resume.name();
    }

    private static void readByImporters(Path folder, byte[] content) throws IOException {
        for (String name : List.of("a.fastresume", "torrents/a.torrent", "resume/a.resume")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.write(folder.resolve(name), content);
        }
        for (TorrentClient client : TorrentClient.values()) {
            for (FoundTorrent found : Client.of(
                            client, TransferRequest.ofClient(client, folder).contentIn(folder))
                    .list()
                    .toList()) {
                if (found.request().isEmpty() && found.problem().isEmpty()) {
                    throw new AssertionError("neither usable nor refused: " + found);
                }
            }
        }
    }
}
