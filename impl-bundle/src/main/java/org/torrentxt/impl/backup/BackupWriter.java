package org.torrentxt.impl.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.torrentxt.impl.state.BackupManifest;
import org.torrentxt.impl.state.SessionState;
import org.torrentxt.impl.state.TorrentState;

/** Writes a backup, one file after the other. Not thread-safe. */
public final class BackupWriter {
    static final String MANIFEST = "backup.state";
    static final String STATE = "state/";
    static final String SESSION = "session.state";

    private static final Pattern TORRENT = Pattern.compile("([1-9][0-9]{0,9})\\.resume");

    private final ZipOutputStream zip;
    private final boolean hasSecrets;
    private final Map<Integer, List<String>> omitted = new TreeMap<>();
    private final TreeSet<String> omittedOfSession = new TreeSet<>();
    private int torrents;

    /**
     * Begins a backup.
     *
     * @param out is neither flushed nor closed
     * @param hasSecrets true to omit nothing
     */
    public BackupWriter(OutputStream out, boolean hasSecrets) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.hasSecrets = hasSecrets;
    }

    /** The id of the torrent whose state a file has; empty for other files. */
    public static Optional<Integer> torrentOf(String name) {
        Matcher matcher = TORRENT.matcher(name);
        return matcher.matches() && Long.parseLong(matcher.group(1)) <= Integer.MAX_VALUE
                ? Optional.of(Integer.valueOf(matcher.group(1)))
                : Optional.empty();
    }

    /**
     * Adds a file of the state folder.
     *
     * @throws org.torrentxt.statefile.UnusableFileException if secrets cannot be omitted from it, as it is damaged or of
     *     a newer version; the backup can be continued
     * @throws IOException if it cannot be written
     */
    public void addState(String name, byte[] content) throws IOException {
        Optional<Integer> id = torrentOf(name);
        if (hasSecrets) {
            put(STATE + name, content);
        } else if (id.isPresent()) {
            SecretFree free = new SecretFree();
            put(STATE + name, free.of(TorrentState.read(content)).toBytes());
            omit(id.get(), free);
        } else if (name.equals(SESSION)) {
            SecretFree free = new SecretFree();
            put(STATE + name, free.of(SessionState.read(content)).toBytes());
            omittedOfSession.addAll(free.omitted());
        } else {
            put(STATE + name, content);
        }
        torrents += id.isPresent() ? 1 : 0;
    }

    private void omit(int id, SecretFree free) {
        if (!free.omitted().isEmpty()) {
            TreeSet<String> all = new TreeSet<>(omitted.getOrDefault(id, List.of()));
            all.addAll(free.omitted());
            omitted.put(id, List.copyOf(all));
        }
    }

    /** Adds the .torrent file of a torrent. */
    public void addTorrentFile(int id, byte[] content) throws IOException {
        SecretFree free = new SecretFree();
        put("torrents/" + id + ".torrent", hasSecrets ? content : free.ofTorrentFile(content));
        omit(id, free);
    }

    /** Adds a configuration, by the name of its file. */
    public void addConfiguration(String name, Map<String, String> properties) throws IOException {
        SecretFree free = new SecretFree();
        Properties kept = new Properties();
        kept.putAll(hasSecrets ? properties : free.of(name, properties));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        kept.store(text, null);
        String sorted = text.toString(StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.startsWith("#")) // the time, which a backup has once
                .sorted()
                .map(line -> line + "\n")
                .reduce("", String::concat);
        put("etc/" + name, sorted.getBytes(StandardCharsets.ISO_8859_1));
        omittedOfSession.addAll(free.omitted());
    }

    private void put(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Ends the backup.
     *
     * @return what was omitted
     */
    public BackupManifest finish(String session) throws IOException {
        BackupManifest manifest =
                new BackupManifest(Instant.now(), session, hasSecrets, omitted, List.copyOf(omittedOfSession));
        put(MANIFEST, manifest.toBytes());
        zip.finish();
        return manifest;
    }

    /** The number of torrents in it so far. */
    public int torrents() {
        return torrents;
    }
}
