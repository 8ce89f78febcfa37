package org.torrentxt.fleet.install;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.failure.Reasons;
import org.torrentxt.fleet.statement.RefusedException;
import org.torrentxt.fleet.statement.StatementId;
import org.torrentxt.statefile.StateFiles;
import org.torrentxt.statefile.StateListener;

/**
 * What was installed for which deployment, each in a file that is written before anything is installed: so that all of it
 * can be uninstalled, also after a crash in the middle. Thread-safe.
 */
final class InstallRecords {
    private static final Logger LOG = LoggerFactory.getLogger(InstallRecords.class);
    private static final String SUFFIX = ".install";
    private static final int MAX_LENGTH = 64 * 1024;
    private static final long VERSION = 1;

    /**
     * What is recorded for one deployment.
     *
     * @param features the wanted one is the last; those before are to be removed once it is there
     * @param isDone true if the last one was installed; of those before, at most repositories are left then
     */
    record Record(List<Installed> features, boolean isDone) {
        static final Record EMPTY = new Record(List.of(), true);

        Record {
            features = List.copyOf(features);
        }

        boolean isFor(Wanted wanted) {
            return last().filter(some -> some.isFor(wanted)).isPresent();
        }

        Optional<Installed> last() {
            return features.isEmpty() ? Optional.empty() : Optional.of(features.get(features.size() - 1));
        }
    }

    private final StateFiles files;
    private final Map<StatementId, Record> records = new TreeMap<>();
    private boolean isClosed;

    /**
     * Reads those that are saved.
     *
     * @param folder need not exist
     */
    InstallRecords(Path folder) {
        files = new StateFiles(folder, MAX_LENGTH, new StateListener() {
            @Override
            public void damaged(Path file, String reason) {
                LOG.error(
                        "Fleet: the record of an installed feature is damaged: {}; the file is set aside as {}",
                        reason,
                        file);
            }

            @Override
            public void refused(Path file, String reason) {
                LOG.error(
                        "Fleet: the record of an installed feature cannot be read: {}: {}; the file is left unchanged",
                        file,
                        reason);
            }
        });
        try {
            files.cleanUp();
            for (String name : files.names(SUFFIX)) {
                files.read(name, bytes -> load(name, bytes));
            }
        } catch (IOException e) {
            throw new TorrentException(
                    ErrorCode.GENERIC, "cannot read installed features in " + folder + ": " + Reasons.withFile(e), e);
        }
    }

    private void load(String file, byte[] bytes) throws IOException {
        try {
            StatementId id = StatementId.parse(file.substring(0, file.length() - SUFFIX.length()));
            BencodeDictionary value = Bencode.decodeDictionary(bytes);
            if (value.integer("v").orElse(0L) != VERSION) {
                throw new IOException("unknown version");
            }
            List<Installed> features = new ArrayList<>();
            for (Object each : value.list("features").orElse(List.of())) {
                features.add(read(each));
            }
            records.put(id, new Record(features, value.integer("done").orElse(0L) == 1));
        } catch (RefusedException | TorrentException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Installed read(Object value) throws IOException {
        if (value instanceof List<?> fields
                && fields.size() == 7
                && fields.get(0) instanceof ByteString content
                && fields.get(1) instanceof ByteString name
                && fields.get(2) instanceof ByteString version
                && fields.get(3) instanceof ByteString repository
                && fields.get(4) instanceof ByteString id
                && fields.get(5) instanceof ByteString uri
                && fields.get(6) instanceof Long own) {
            InstallFeature wanted = InstallFeature.builder(name.text())
                    .version(version.text())
                    .repository(repository.text())
                    .build();
            return new Installed(InfoHash.of(content.bytes()), wanted, id.text(), URI.create(uri.text()), own == 1);
        }
        throw new IOException("it has another form");
    }

    /** What is recorded for a deployment; empty if nothing is. */
    synchronized Record find(StatementId id) {
        return records.getOrDefault(id, Record.EMPTY);
    }

    /** All records. */
    synchronized Map<StatementId, Record> all() {
        return Map.copyOf(records);
    }

    /**
     * Saves a record; one without features is deleted.
     *
     * @throws IOException if it cannot be written; nothing is changed then
     */
    synchronized void save(StatementId id, Record content) throws IOException {
        if (isClosed) { // others may use its files by now
            throw new IOException("this node has been restarted, or has left the fleet");
        }
        String name = id.text() + SUFFIX;
        if (content.features().isEmpty()) {
            files.delete(name);
            records.remove(id);
            return;
        }
        List<Object> features = new ArrayList<>();
        content.features()
                .forEach(each -> features.add(List.of(
                        each.content().bytes(),
                        each.wanted().name(),
                        each.wanted().version(),
                        each.wanted().repository(),
                        each.id(),
                        each.repository().toString(),
                        each.isOwn() ? 1 : 0)));
        files.save(
                name,
                Bencode.encode(BencodeDictionary.builder()
                        .put("v", VERSION)
                        .put("features", features)
                        .put("done", content.isDone() ? 1 : 0)
                        .build()));
        records.put(id, content);
    }

    /** Saves nothing any more. */
    synchronized void close() {
        isClosed = true;
    }

    /** The features of all deployments but that. */
    synchronized List<Installed> ofOthers(StatementId id) {
        return records.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(id))
                .flatMap(entry -> entry.getValue().features().stream())
                .toList();
    }

    /** True if the installation of a feature has ended well for a deployment. */
    synchronized boolean isDone(String feature) {
        return records.values().stream()
                .filter(Record::isDone)
                .flatMap(record -> record.last().stream())
                .anyMatch(each -> each.isOwn() && each.id().equals(feature));
    }

    /** True if something was installed from that content. */
    synchronized boolean isUsed(InfoHash content) {
        return records.values().stream()
                .flatMap(entry -> entry.features().stream())
                .anyMatch(each -> each.content().equals(content));
    }
}
