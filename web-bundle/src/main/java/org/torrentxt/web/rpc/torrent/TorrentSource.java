package org.torrentxt.web.rpc.torrent;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.fetch.TorrentDownload;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.Call;

/** Where the torrent of a {@code torrent-add} comes from: its content, a magnet link, an info-hash, a URL or a file. */
final class TorrentSource {
    private static final String FILE = "filename";
    private static final String CONTENT = "metainfo";
    private static final String EXPECTED =
            "a magnet link, an info-hash, an http or https URL, or the full path of a .torrent file on the server";

    private static final Pattern WEB = Pattern.compile("(?i)https?:.*", Pattern.DOTALL);

    private TorrentSource() {}

    /** Waits for at most 30 seconds for a file that has to be fetched. */
    static AddTorrent.Builder of(Call call) {
        Arguments arguments = call.arguments();
        String name = arguments.text(FILE).map(String::strip).orElse("");
        if (!name.isEmpty()) {
            return named(call, name);
        }
        return arguments
                .text(CONTENT)
                .filter(content -> !content.isBlank())
                .map(TorrentSource::content)
                .orElseThrow(() -> TorrentException.invalid("nothing to add: expected " + FILE + " or " + CONTENT));
    }

    private static AddTorrent.Builder content(String base64) {
        try {
            return AddTorrent.torrentBytes(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            throw Arguments.invalid(CONTENT, "a .torrent file in Base64", base64);
        }
    }

    private static AddTorrent.Builder named(Call call, String name) {
        if (name.toLowerCase(Locale.ROOT).startsWith("magnet:")) {
            return AddTorrent.magnet(name);
        } else if (WEB.matcher(name).matches()) {
            return fetched(call, name);
        }
        return hash(name).map(AddTorrent::infoHash).orElseGet(() -> AddTorrent.torrentFile(path(name)));
    }

    private static Optional<InfoHash> hash(String name) {
        try {
            return Optional.of(InfoHash.parse(name));
        } catch (TorrentException e) {
            return Optional.empty();
        }
    }

    private static Path path(String name) {
        try {
            Path path = Path.of(name);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            // the same message says what is expected
        }
        throw Arguments.invalid(FILE, EXPECTED, name);
    }

    private static AddTorrent.Builder fetched(Call call, String url) {
        TorrentDownload download = new TorrentDownload(call.session());
        try {
            return download.fetch(url, call.arguments().text("cookies"));
        } catch (IOException e) {
            throw new TorrentException(ErrorCode.GENERIC, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TorrentException(ErrorCode.TIMEOUT, "interrupted while a .torrent file was fetched", e);
        }
    }
}
