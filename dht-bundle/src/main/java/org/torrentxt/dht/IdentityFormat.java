package org.torrentxt.dht;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;

/**
 * What the file of an identity says:
 *
 * <pre>
 * TorrentXT DHT identity 1
 * public-key: 64 hexadecimal digits
 * seed: 64 hexadecimal digits
 * </pre>
 *
 * <p>The first line ends in the version of the format. The public key follows from the seed: it is there for people to
 * read, and tells when a digit of the seed is damaged, which would otherwise make another identity. No message repeats
 * what a file says.
 */
final class IdentityFormat {
    /** More bytes than any file of this kind has. */
    static final int MAX_LENGTH = 4096;

    private static final String HEADER = "TorrentXT DHT identity 1";
    private static final Pattern FILE = Pattern.compile(
            HEADER + "\\Rpublic-key: (?<publicKey>[0-9A-Fa-f]{64})\\Rseed: (?<seed>[0-9A-Fa-f]{64})\\R?");

    private IdentityFormat() {}

    static byte[] write(DhtKeyPair keys) {
        String seed = HexFormat.of().formatHex(keys.seed());
        return "%s\npublic-key: %s\nseed: %s\n"
                .formatted(HEADER, keys.publicKey(), seed)
                .getBytes(US_ASCII);
    }

    static DhtKeyPair read(byte[] content) throws IOException {
        String text = new String(content, US_ASCII);
        if (!text.startsWith(HEADER)) {
            throw new IOException("its first line is not '" + HEADER + "'");
        }
        Matcher file = FILE.matcher(text);
        if (!file.matches()) {
            throw new IOException(
                    "expected a line of 'public-key: ' and one of 'seed: ' with 64 hexadecimal digits each");
        }
        DhtKeyPair keys = DhtKeyPair.fromSeed(file.group("seed"));
        if (!keys.publicKey().equals(new DhtPublicKey(file.group("publicKey")))) {
            throw new IOException("its public key is not that of its seed");
        }
        return keys;
    }
}
