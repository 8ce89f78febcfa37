package org.torrentxt.impl.url;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;

/**
 * What a URL {@code torrent:INFO-HASH/PATH} names.
 *
 * @param hash of the torrent
 * @param path of the file in it, as in {@link org.torrentxt.api.status.FileInfo#path()}; only ever compared with the
 *     paths of the torrent, so that it leads nowhere else
 */
record TorrentUrl(InfoHash hash, String path) {
    /** The scheme. */
    static final String PROTOCOL = "torrent";

    private static final String EXPECTED =
            "expected torrent:INFO-HASH/PATH, with the path as in torrent:files, and %20 for a space, %23 for #, %25 for"
                    + " %, %3F for ?";

    /**
     * Reads a URL.
     *
     * @throws MalformedURLException if it is of another form
     */
    static TorrentUrl of(URL url) throws MalformedURLException {
        String text = url.getPath();
        int slash = text.indexOf('/');
        boolean isPlain = url.getAuthority() == null && url.getQuery() == null && url.getRef() == null;
        if (!isPlain || slash <= 0 || slash == text.length() - 1) {
            throw malformed(url, EXPECTED);
        }
        try {
            return new TorrentUrl(InfoHash.parse(text.substring(0, slash)), decoded(text.substring(slash + 1)));
        } catch (TorrentException e) {
            throw malformed(url, e.getMessage());
        } catch (IllegalArgumentException e) {
            throw malformed(url, EXPECTED);
        }
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static MalformedURLException malformed(URL url, String reason) {
        return new MalformedURLException("invalid URL '" + url + "': " + reason);
    }
}
