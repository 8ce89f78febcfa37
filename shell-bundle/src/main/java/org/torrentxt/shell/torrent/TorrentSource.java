package org.torrentxt.shell.torrent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.MagnetLink;
import org.torrentxt.api.TorrentException;

/** What people name a torrent by: a magnet link, a .torrent file or its URL, or an info-hash. */
final class TorrentSource {
    private static final String EXPECTED =
            "expected a magnet link, a .torrent file or URL, or an info-hash of 40 or 64 hexadecimal or 32 base32 digits";

    private static final Pattern MAGNET = Pattern.compile("(?i)[\"'<]?magnet(?::|%3a)");
    private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*://");
    private static final Pattern RELEASE = Pattern.compile("[?&]xs=urn:btpk:");
    private static final Pattern TORRENT = Pattern.compile("[?&]xt(\\.\\d+)?=");

    private final Function<String, Path> paths;
    private final TorrentDownload download;

    /**
     * A reader of sources.
     *
     * @param paths makes a path of what was typed
     * @param download fetches what is on the web
     */
    TorrentSource(Function<String, Path> paths, TorrentDownload download) {
        this.paths = paths;
        this.download = download;
    }

    /**
     * A request to add what the text names.
     *
     * @throws TorrentException INVALID_ARGUMENT if it names nothing
     * @throws IOException if it cannot be fetched
     */
    AddTorrent.Builder parse(String pasted) throws IOException, InterruptedException {
        String text = pasted.strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (MAGNET.matcher(text).lookingAt()) {
            return magnet(text);
        }
        Optional<InfoHash> hash = hash(text);
        if (hash.isPresent()) {
            return AddTorrent.infoHash(hash.get());
        }
        if (lower.startsWith("http:") || lower.startsWith("https:")) {
            return download.fetch(text);
        }
        return AddTorrent.torrentFile(file(text, lower));
    }

    private static AddTorrent.Builder magnet(String text) {
        String link = MagnetLink.clean(text);
        refuseRelease(link, link.toLowerCase(Locale.ROOT));
        return AddTorrent.magnet(link);
    }

    // a word of 32 letters may be the name of a file as well
    private Optional<InfoHash> hash(String text) {
        try {
            InfoHash hash = InfoHash.parse(text);
            return text.length() == 32 && Files.isRegularFile(paths.apply(text)) ? Optional.empty() : Optional.of(hash);
        } catch (TorrentException e) {
            return Optional.empty();
        }
    }

    private Path file(String text, String lower) {
        boolean isUrl = lower.startsWith("file:");
        if (!isUrl && SCHEME.matcher(lower).find()) {
            throw noTorrent(text, "only http, https and file URLs are read");
        }
        Path file = isUrl ? fileOf(uri(text)) : paths.apply(text);
        if (!Files.isRegularFile(file)) {
            throw noTorrent(text, Files.isDirectory(file) ? "it is a folder" : "there is no such file");
        }
        return file;
    }

    private static TorrentException noTorrent(String text, String why) {
        return TorrentException.invalid("'" + text + "' is no torrent: " + why + "; " + EXPECTED);
    }

    /**
     * A request to add a torrent as it was.
     *
     * @param text the file with its resume data
     * @throws IOException if it cannot be read, or is longer than resume data can be
     */
    AddTorrent.Builder parseResumeData(String text) throws IOException {
        Path file = paths.apply(text);
        long size = Files.size(file);
        if (size > AddTorrent.MAX_LENGTH) {
            throw new IOException("file too long for resume data: '" + file + "' has " + size
                    + " bytes; expected at most " + AddTorrent.MAX_LENGTH);
        }
        return AddTorrent.resumeData(Files.readAllBytes(file));
    }

    private static void refuseRelease(String text, String lower) {
        if (RELEASE.matcher(lower).find() && !TORRENT.matcher(lower).find()) {
            throw TorrentException.invalid(
                    "'" + text + "' links to a release, which names a torrent of its own; follow it with dht:follow");
        }
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw TorrentException.invalid("'" + text + "' is no URL: " + e.getMessage());
        }
    }

    private static Path fileOf(URI uri) {
        try {
            return Path.of(uri);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw TorrentException.invalid("'" + uri + "' is no file: " + e.getMessage() + "; expected file:/PATH");
        }
    }
}
