package org.torrentxt.shell.support;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtReleaseLink;

/** Finds a followed release by its magnet link, its key or its publisher's public key. */
public final class FollowedReleases {
    private FollowedReleases() {}

    /** The key that a release is published under; empty for none. Invalid UTF-8 becomes a replacement character. */
    public static String key(DhtReleaseLink link) {
        return new String(link.salt(), StandardCharsets.UTF_8);
    }

    /** The short name of a release: its key, or its publisher's public key if it has no key. */
    public static String name(DhtReleaseLink link) {
        String key = key(link);
        return key.isEmpty() ? link.publicKey().hex() : key;
    }

    /**
     * The link of the followed release given by a word.
     *
     * @param word a magnet link, a key or a public key
     * @throws TorrentException INVALID_ARGUMENT if it matches no release, or several
     */
    public static DhtReleaseLink find(List<DhtFollowedRelease> followed, String word) {
        List<DhtReleaseLink> found = followed.stream()
                .map(release -> release.request().link())
                .filter(link -> names(word, link))
                .toList();
        if (found.isEmpty()) {
            throw TorrentException.invalid("no such followed release: '" + word
                    + "'; expected its magnet link, key or public key, see dht:followed");
        }
        if (found.size() > 1) {
            throw TorrentException.invalid("ambiguous release: '" + word + "' matches " + found.size()
                    + " followed releases; use a magnet link, see dht:followed --json");
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
