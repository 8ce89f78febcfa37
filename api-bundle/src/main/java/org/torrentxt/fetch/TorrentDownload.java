package org.torrentxt.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;

/**
 * Fetches .torrent files by HTTP, if the session's network allows it. A server may answer with a magnet link instead
 * of a file.
 */
public final class TorrentDownload {
    private static final Pattern MAGNET = Pattern.compile("(?i)\\s*magnet(?::|%3a)");
    private static final int MAX_MAGNET = 64 * 1024;

    private final WebFile file;

    /**
     * Downloads on behalf of a session.
     *
     * @param network the session's network: {@code local}, {@code lan} or {@code internet}
     */
    public TorrentDownload(String network) {
        this.file = new WebFile(network, AddTorrent.MAX_LENGTH);
    }

    /** Downloads on behalf of a session, and not past its proxy or its network device. */
    public TorrentDownload(TorrentSession session) {
        this.file = new WebFile(session, AddTorrent.MAX_LENGTH);
    }

    /** Downloads with another time limit for the whole request, redirects included. */
    TorrentDownload(String network, Duration patience) {
        this.file = new WebFile(network, AddTorrent.MAX_LENGTH, patience);
    }

    /**
     * A request to add the torrent at a URL.
     *
     * @param url as pasted; a user name and password in it are sent, but appear in no message
     * @throws TorrentException INVALID_ARGUMENT if it is not a URL, or is outside the session's network
     * @throws IOException if it cannot be fetched within 30 seconds, or is larger than a .torrent file may be
     */
    public AddTorrent.Builder fetch(String url) throws IOException, InterruptedException {
        return fetch(url, Optional.empty());
    }

    /**
     * The same with cookies.
     *
     * @param cookies such as {@code name=value; name2=value2}; sent to the server of the URL only
     * @throws TorrentException INVALID_ARGUMENT for cookies that cannot be a header, too
     */
    public AddTorrent.Builder fetch(String url, Optional<String> cookies) throws IOException, InterruptedException {
        cookies.filter(text -> text.chars().anyMatch(character -> character < ' ' || character > '~'))
                .ifPresent(text -> {
                    throw TorrentException.invalid("invalid cookies: expected NAME=VALUE; NAME=VALUE in ASCII");
                });
        return file.fetch(url, cookies, location -> MAGNET.matcher(location).lookingAt(), TorrentDownload::content);
    }

    private static AddTorrent.Builder content(HttpResponse<byte[]> response) throws IOException {
        if (MAGNET.matcher(WebFile.location(response)).lookingAt()) {
            return AddTorrent.magnet(WebFile.location(response));
        }
        byte[] content = uncompressed(WebFile.body(response));
        String start = new String(content, 0, Math.min(content.length, MAX_MAGNET), ISO_8859_1);
        if (MAGNET.matcher(start).lookingAt()) {
            return AddTorrent.magnet(start.strip().lines().findFirst().orElse(""));
        }
        if (start.stripLeading().startsWith("<")) {
            throw new IOException("the server answered with a web page, not a .torrent file; it may require a login");
        }
        return AddTorrent.torrentBytes(content);
    }

    // detected by its first bytes: some servers send stored gzip files without declaring the encoding
    private static byte[] uncompressed(byte[] body) throws IOException {
        if (body.length < 2 || (body[0] & 0xff) != 0x1f || (body[1] & 0xff) != 0x8b) {
            return body;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] content = in.readNBytes(AddTorrent.MAX_LENGTH + 1);
            if (content.length > AddTorrent.MAX_LENGTH) {
                throw new IOException("larger than " + AddTorrent.MAX_LENGTH + " bytes when uncompressed");
            }
            return content;
        }
    }
}
