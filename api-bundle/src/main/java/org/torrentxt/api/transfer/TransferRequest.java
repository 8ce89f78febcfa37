package org.torrentxt.api.transfer;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.TorrentException;

/** What to add to a session, and where its content is. Immutable. */
public final class TransferRequest {
    private final Path source;
    private final Optional<TorrentClient> client;
    private final Optional<Path> contentFolder;
    private final Map<String, Path> replacedPaths;
    private final boolean hasSettings;
    private final boolean isDryRun;

    private TransferRequest(
            Path source,
            Optional<TorrentClient> client,
            Optional<Path> contentFolder,
            Map<String, Path> replacedPaths,
            boolean hasSettings,
            boolean isDryRun) {
        this.source = source;
        this.client = client;
        this.contentFolder = contentFolder;
        this.replacedPaths = replacedPaths;
        this.hasSettings = hasSettings;
        this.isDryRun = isDryRun;
    }

    /**
     * Adds the torrents of another client.
     *
     * @param client whose they are, not null
     * @param folder its state, see {@link TorrentClient}; not null, never changed. The client should not run, as its
     *     files may be older than what it does
     */
    public static TransferRequest ofClient(TorrentClient client, Path folder) {
        return new TransferRequest(
                Objects.requireNonNull(folder, "folder"),
                Optional.of(Objects.requireNonNull(client, "client")),
                Optional.empty(),
                Map.of(),
                false,
                false);
    }

    /**
     * Restores a backup. Torrents keep their ids, unless another torrent has it now.
     *
     * @param file as written by {@link StateTransfer#backup}, not null
     */
    public static TransferRequest ofBackup(Path file) {
        return new TransferRequest(
                Objects.requireNonNull(file, "file"), Optional.empty(), Optional.empty(), Map.of(), false, false);
    }

    /**
     * The same, with the content of all torrents in one folder, whatever their own save paths are.
     *
     * @param folder not null
     */
    public TransferRequest contentIn(Path folder) {
        return new TransferRequest(
                source,
                client,
                Optional.of(Objects.requireNonNull(folder, "folder")),
                replacedPaths,
                hasSettings,
                isDryRun);
    }

    /**
     * The same, with the beginning of save paths replaced, as on another machine or with another mount point. Of several
     * that apply, the longest is used; other save paths are unchanged.
     *
     * @param former a folder as the other client wrote it, perhaps of another platform, such as {@code D:\Downloads};
     *     not null
     * @param folder the folder in its place, not null
     * @throws TorrentException {@link org.torrentxt.api.ErrorCode#INVALID_ARGUMENT} if the former one is empty
     */
    public TransferRequest replacePath(String former, Path folder) {
        Objects.requireNonNull(folder, "folder");
        if (Objects.requireNonNull(former, "former").isBlank()) {
            throw TorrentException.invalid("no former path; expected FORMER=NEW, such as /mnt/old=/mnt/new");
        }
        Map<String, Path> more = new LinkedHashMap<>(replacedPaths);
        more.put(former, folder);
        return new TransferRequest(
                source, client, contentFolder, Collections.unmodifiableMap(more), hasSettings, isDryRun);
    }

    /** The same, but nothing is added: the report says what would be. */
    public TransferRequest dryRun() {
        return new TransferRequest(source, client, contentFolder, replacedPaths, hasSettings, true);
    }

    /**
     * The same, but also the session is made as it was: its IP filter is replaced, settings that were set at run time are
     * set again, and it is paused if it was. Has an effect for backups only.
     */
    public TransferRequest withSettings() {
        return new TransferRequest(source, client, contentFolder, replacedPaths, true, isDryRun);
    }

    /** The folder of the client, or the file with the backup. */
    public Path source() {
        return source;
    }

    /** Whose torrents they are; empty for a backup. */
    public Optional<TorrentClient> client() {
        return client;
    }

    /** The folder of the content of all torrents; empty for their own save paths. */
    public Optional<Path> contentFolder() {
        return contentFolder;
    }

    /** The folders in the place of former ones, by these. */
    public Map<String, Path> replacedPaths() {
        return replacedPaths;
    }

    /** True if the IP filter and settings of a backup are restored. */
    public boolean hasSettings() {
        return hasSettings;
    }

    /** True if nothing is added. */
    public boolean isDryRun() {
        return isDryRun;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransferRequest that
                && that.source.equals(source)
                && that.client.equals(client)
                && that.contentFolder.equals(contentFolder)
                && that.replacedPaths.equals(replacedPaths)
                && that.hasSettings == hasSettings
                && that.isDryRun == isDryRun;
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, client, contentFolder, replacedPaths, hasSettings, isDryRun);
    }

    @Override
    public String toString() {
        return client.map(TorrentClient::toString).orElse("backup") + " " + source + (isDryRun ? ", dry run" : "");
    }
}
