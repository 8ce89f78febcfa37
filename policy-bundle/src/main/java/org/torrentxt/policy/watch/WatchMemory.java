package org.torrentxt.policy.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.failure.Reasons;
import org.torrentxt.policy.text.Printable;
import org.torrentxt.policy.watch.KnownFile.Entry;
import org.torrentxt.policy.watch.KnownFile.Version;
import org.torrentxt.statefile.FileNames;
import org.torrentxt.statefile.NewerVersionException;
import org.torrentxt.statefile.StateFiles;
import org.torrentxt.statefile.StateListener;

/**
 * What was added from the files of a folder, kept over restarts: a torrent that was removed meanwhile does not come
 * back because its file is still there. For use by one thread.
 */
final class WatchMemory {
    private static final Logger LOG = LoggerFactory.getLogger(WatchMemory.class);
    private static final int MAX_LENGTH = 64 * 1024 * 1024;
    private static final long FORMAT = 1;

    private final Path folder;
    private final String name;
    private final StateFiles files;
    private final Map<String, KnownFile> known = new TreeMap<>();
    private boolean isSaved = true;
    private boolean isFailing; // which was logged
    private Optional<String> refused = Optional.empty();

    private final class Reports implements StateListener {
        @Override
        public void damaged(Path file, String reason) {
            LOG.error(
                    "Watch folder {}: cannot read which of its files were added: {}; the file is set aside as {}, and"
                            + " torrents of files that are still there are added again",
                    Printable.of(folder),
                    reason,
                    file);
        }

        @Override
        public void refused(Path file, String reason) {
            refused = Optional.of("cannot read which files were added: " + file + ": " + reason
                    + "; make it readable and restart the bundle org.torrentxt.policy");
        }
    }

    /**
     * Reads the memory of a folder.
     *
     * @param state the folder of the state files; need not exist
     * @param session the session to which torrents are added
     * @param folder the watched folder
     */
    WatchMemory(Path state, String session, Path folder) {
        this.folder = folder;
        name = FileNames.of(session + " " + folder) + ".watch";
        files = new StateFiles(state, MAX_LENGTH, new Reports());
        try {
            files.cleanUp(name);
        } catch (IOException e) {
            LOG.warn("Could not delete incomplete files in {}: {}", state, Reasons.withFile(e));
        }
        files.read(name, this::read);
    }

    /** Why it cannot be used; nothing may be added then. */
    Optional<String> refused() {
        return refused;
    }

    Optional<KnownFile> find(String file) {
        return Optional.ofNullable(known.get(file));
    }

    Set<String> names() {
        return Set.copyOf(known.keySet());
    }

    void put(String file, KnownFile changed) {
        isSaved &= changed.equals(known.put(file, changed));
    }

    void forget(String file) {
        isSaved &= known.remove(file) == null;
    }

    /** Whether another file than that has added the torrent, too. */
    boolean hasOther(String file, InfoHash infoHash) {
        return known.entrySet().stream()
                .filter(each -> !each.getKey().equals(file))
                .flatMap(each -> each.getValue().entries().stream())
                .anyMatch(entry -> entry.infoHash().equals(infoHash));
    }

    /** Writes what has changed, if anything. A failure is logged once; the next call tries again. */
    void save() {
        if (isSaved) {
            return;
        }
        try {
            files.save(name, write());
            isSaved = true;
            if (isFailing) {
                isFailing = false;
                LOG.info("Watch folder {}: which of its files were added is saved again", Printable.of(folder));
            }
        } catch (IOException e) {
            if (!isFailing) {
                isFailing = true;
                LOG.warn(
                        "Watch folder {}: cannot save which of its files were added: {}; it is tried again until it"
                                + " succeeds",
                        Printable.of(folder),
                        Reasons.withFile(e));
            }
        }
    }

    private byte[] write() {
        BencodeDictionary.Builder all = BencodeDictionary.builder();
        known.forEach((file, each) -> {
            List<Object> entries = new ArrayList<>();
            each.entries()
                    .forEach(entry ->
                            entries.add(List.of(entry.digest(), entry.infoHash().hex(), entry.isNew() ? 1 : 0)));
            all.put(
                    file,
                    BencodeDictionary.builder()
                            .put("length", each.version().length())
                            .put("modified", each.version().modified())
                            .put("place", each.place())
                            .put("entries", entries)
                            .build());
        });
        return Bencode.encode(BencodeDictionary.builder()
                .put("format", FORMAT)
                .put("folder", folder.toString())
                .put("files", all.build())
                .build());
    }

    private void read(byte[] content) throws IOException {
        try {
            BencodeDictionary state = Bencode.decodeDictionary(content);
            long format = state.integer("format").orElseThrow(() -> new IOException("has no format"));
            if (format > FORMAT) {
                throw new NewerVersionException(format, FORMAT);
            }
            Map<String, KnownFile> found = new HashMap<>();
            for (Map.Entry<ByteString, Object> each : state.dictionary("files")
                    .orElseThrow(() -> new IOException("has no files"))
                    .entries()
                    .entrySet()) {
                found.put(each.getKey().text(), file(each.getValue()));
            }
            known.putAll(found);
        } catch (TorrentException | IllegalArgumentException e) {
            throw new IOException(Reasons.of(e), e);
        }
    }

    private static KnownFile file(Object value) throws IOException {
        if (!(value instanceof BencodeDictionary file)) {
            throw new IOException("has a file that is no dictionary");
        }
        List<Entry> entries = new ArrayList<>();
        for (Object each : file.list("entries").orElse(List.of())) {
            entries.add(entry(each));
        }
        return new KnownFile(
                new Version(
                        file.integer("length").orElse(Version.NONE.length()),
                        file.integer("modified").orElse(0L)),
                file.string("place").map(ByteString::text).orElse(""),
                entries);
    }

    private static Entry entry(Object value) throws IOException {
        if (value instanceof List<?> parts
                && parts.size() == 3
                && parts.get(0) instanceof ByteString digest
                && parts.get(1) instanceof ByteString hash
                && parts.get(2) instanceof Long isNew) {
            return new Entry(digest, InfoHash.parse(hash.text()), isNew != 0);
        }
        throw new IOException("has an invalid entry");
    }
}
