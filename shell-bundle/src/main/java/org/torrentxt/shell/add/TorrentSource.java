package org.torrentxt.shell.add;

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
import org.torrentxt.fetch.TorrentDownload;

/** The source of a torrent as typed: a magnet link, a .torrent file or its URL, or an info-hash. */
final class TorrentSource {
    private static final String EXPECTED =
            "expected a magnet link, a .torrent file or URL, or an info-hash of 40 or 64 hexadecimal or 32 base32"
                    + " digits";

    private static final Pattern MAGNET = Pattern.compile("(?i)[\"'<]?magnet(?::|%3a)");
    private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*://");
    private static final Pattern RELEASE = Pattern.compile("[?&]xs=urn:btpk:");
    private static final Pattern TORRENT = Pattern.compile("[?&]xt(\\.\\d+)?=");

    private final Function<String, Path> paths;
    private final TorrentDownload download;

    /**
     * A reader of sources.
     *
     * @param paths turns typed text into a path
     * @param download fetches .torrent files by HTTP
     */
    TorrentSource(Function<String, Path> paths, TorrentDownload download) {
        this.paths = paths;
        this.download = download;
    }

    /**
     * A request to add the torrent given by the text.
     *
     * @throws TorrentException INVALID_ARGUMENT if the text is not a torrent source
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

    // a word of 32 letters may also be a file name
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
            throw noTorrent(text, "only http, https and file URLs are supported");
        }
        Path file = isUrl ? fileOf(uri(text)) : paths.apply(text);
        if (!Files.isRegularFile(file)) {
            throw noTorrent(text, Files.isDirectory(file) ? "it is a folder" : "no such file");
        }
        return file;
    }

    private static TorrentException noTorrent(String text, String why) {
        return TorrentException.invalid("invalid torrent source '" + text + "': " + why + "; " + EXPECTED);
    }

    /**
     * A request to add a torrent from resume data.
     *
     * @param text path of the file with the resume data
     * @throws IOException if it cannot be read, or is larger than resume data may be
     */
    AddTorrent.Builder parseResumeData(String text) throws IOException {
        Path file = paths.apply(text);
        long size = Files.size(file);
        if (size > AddTorrent.MAX_LENGTH) {
            throw new IOException("resume data file too large: '" + file + "' has " + size + " bytes; expected at most "
                    + AddTorrent.MAX_LENGTH);
        }
        return AddTorrent.resumeData(Files.readAllBytes(file));
    }

    private static void refuseRelease(String text, String lower) {
        if (RELEASE.matcher(lower).find() && !TORRENT.matcher(lower).find()) {
            throw TorrentException.invalid(
                    "link to a release, not to a torrent: '" + text + "'; follow it with dht:follow");
        }
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw TorrentException.invalid("invalid URL '" + text + "': " + e.getMessage());
        }
    }

    private static Path fileOf(URI uri) {
        try {
            return Path.of(uri);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw TorrentException.invalid(
                    "invalid file URL '" + uri + "': " + e.getMessage() + "; expected file:/PATH");
        }
    }
}
