package org.torrentxt.fleet.statement;

import java.util.Comparator;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.fleet.DeployTorrent;

/**
 * What a statement is about: a newer one with the same id replaces it.
 *
 * @param name of the deployment
 * @param publicKey of who states it
 */
public record StatementId(String name, DhtPublicKey publicKey) implements Comparable<StatementId> {
    private static final Comparator<StatementId> ORDER = Comparator.comparing(StatementId::name)
            .thenComparing(id -> id.publicKey().hex());
    private static final int KEY_DIGITS = 64;

    /** As a text, such as in the names of files. */
    public String text() {
        return publicKey.hex() + "-" + name;
    }

    /**
     * The id with that text.
     *
     * @throws RefusedException if there is none
     */
    public static StatementId parse(String text) throws RefusedException {
        try {
            if (text.length() > KEY_DIGITS && text.charAt(KEY_DIGITS) == '-') {
                StatementId id = new StatementId(
                        DeployTorrent.checkName(text.substring(KEY_DIGITS + 1)),
                        new DhtPublicKey(text.substring(0, KEY_DIGITS)));
                if (id.text().equals(text)) { // in lower case
                    return id;
                }
            }
        } catch (TorrentException e) {
            // as any other text
        }
        throw new RefusedException("its id is invalid");
    }

    @Override
    public int compareTo(StatementId other) {
        return ORDER.compare(this, other);
    }
}
