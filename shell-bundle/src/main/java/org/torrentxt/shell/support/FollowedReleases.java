package org.torrentxt.shell.support;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtReleaseLink;

/** Finds a followed release by what people call it: its magnet link, its key, or its publisher's public key. */
public final class FollowedReleases {
    private FollowedReleases() {}

    /** The key that a release is published under, empty for none; with a replacement character for what is no UTF-8. */
    public static String key(DhtReleaseLink link) {
        return new String(link.salt(), StandardCharsets.UTF_8);
    }

    /** What a release is called in short: its key, or its publisher's public key if it has none. */
    public static String name(DhtReleaseLink link) {
        String key = key(link);
        return key.isEmpty() ? link.publicKey().hex() : key;
    }

    /**
     * The link of the followed release that a word names.
     *
     * @param word a magnet link, a key or a public key
     * @throws TorrentException INVALID_ARGUMENT if it names none of them, or several
     */
    public static DhtReleaseLink find(List<DhtFollowedRelease> followed, String word) {
        List<DhtReleaseLink> found = followed.stream()
                .map(release -> release.request().link())
                .filter(link -> names(word, link))
                .toList();
        if (found.isEmpty()) {
            throw TorrentException.invalid("no release is followed by '" + word
                    + "'; expected its magnet link, its key or its public key, see dht:followed");
        }
        if (found.size() > 1) {
            throw TorrentException.invalid("'" + word + "' names " + found.size()
                    + " followed releases; name one by its magnet link, see dht:followed --json");
        }
        return found.get(0);
    }

    private static boolean names(String word, DhtReleaseLink link) {
        if (word.regionMatches(true, 0, "magnet:", 0, 7)) {
            return link.equals(DhtReleaseLink.parse(word));
        }
        return !word.isEmpty()
                && (word.equals(key(link))
                        || word.equalsIgnoreCase(link.publicKey().hex()));
    }
}
