package org.torrentxt.api.dht.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.MagnetLink;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtPublicKey;

/**
 * Identifies a release (BEP 46): its public key and salt; as a magnet link
 * {@code magnet:?xs=urn:btpk:PUBLIC-KEY&s=SALT}, in hexadecimal digits.
 *
 * @param publicKey the publisher's key
 * @param salt up to {@value Dht#MAX_SALT_LENGTH} bytes, empty for none
 */
public record DhtReleaseLink(DhtPublicKey publicKey, byte[] salt) implements Serializable {
    private static final Pattern TOPIC = Pattern.compile("[?&]xs=urn:btpk:([^&]*)");
    private static final Pattern SALT = Pattern.compile("[?&]s=([^&]*)");
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2}){0," + Dht.MAX_SALT_LENGTH + "}");

    /**
     * Copies the salt.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a salt that is too long
     */
    public DhtReleaseLink {
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(salt, "salt");
        if (salt.length > Dht.MAX_SALT_LENGTH) {
            throw TorrentException.invalid(
                    "salt too long: " + salt.length + " bytes; expected at most " + Dht.MAX_SALT_LENGTH);
        }
        salt = salt.clone();
    }

    /**
     * The link to a release published under a key.
     *
     * @param publicKey the publisher's, not null
     * @param key the key that it is published under; empty for none, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a key that is too long
     */
    public static DhtReleaseLink of(DhtPublicKey publicKey, String key) {
        Objects.requireNonNull(key, "key");
        if (!UTF_8.newEncoder().canEncode(key)) {
            throw TorrentException.invalid(
                    "invalid key: it contains half a surrogate pair, which cannot be encoded in UTF-8");
        }
        return new DhtReleaseLink(publicKey, key.getBytes(UTF_8));
    }

    /**
     * Parses a magnet link; parameters other than {@code xs} and {@code s} are ignored.
     *
     * @param magnet {@code magnet:?xs=urn:btpk:PUBLIC-KEY[&s=SALT]}, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for anything else
     */
    public static DhtReleaseLink parse(String magnet) {
        Objects.requireNonNull(magnet, "magnet");
        String link = magnet.stripLeading().regionMatches(true, 0, "magnet", 0, 6) ? MagnetLink.clean(magnet) : "";
        Matcher topic = TOPIC.matcher(link);
        Matcher salt = SALT.matcher(link);
        String saltHex = salt.find() ? salt.group(1) : "";
        if (!topic.find() || !HEX.matcher(saltHex).matches()) {
            String shown = magnet.length() <= 80 ? magnet : magnet.substring(0, 77) + "...";
            throw TorrentException.invalid("invalid release link '" + shown
                    + "': expected magnet:?xs=urn:btpk:PUBLIC-KEY, optionally with &s=SALT, in hexadecimal digits");
        }
        return new DhtReleaseLink(
                new DhtPublicKey(topic.group(1)), HexFormat.of().parseHex(saltHex));
    }

    /** A copy of the salt. */
    @Override
    public byte[] salt() {
        return salt.clone();
    }

    /** The magnet link. */
    public String magnetUri() {
        String base = "magnet:?xs=urn:btpk:" + publicKey;
        return salt.length == 0 ? base : base + "&s=" + HexFormat.of().formatHex(salt);
    }

    /** True for a link to the same release. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DhtReleaseLink link && magnetUri().equals(link.magnetUri());
    }

    @Override
    public int hashCode() {
        return magnetUri().hashCode();
    }

    /** The magnet link. */
    @Override
    public String toString() {
        return magnetUri();
    }
}
