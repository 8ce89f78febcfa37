package org.torrentxt.api;

import java.io.Serializable;
import java.util.Objects;

/**
 * The encryption of peer connections (MSE). Combines the settings {@code in_enc_policy}, {@code out_enc_policy} and
 * {@code allowed_enc_level}.
 *
 * @param incoming for connections initiated by peers
 * @param outgoing for connections initiated by this session
 * @param level the allowed ciphers
 */
public record EncryptionPolicy(Mode incoming, Mode outgoing, Level level) implements Serializable {
    /** Refuses nulls. */
    public EncryptionPolicy {
        Objects.requireNonNull(incoming, "incoming");
        Objects.requireNonNull(outgoing, "outgoing");
        Objects.requireNonNull(level, "level");
    }

    /** Whether to encrypt. */
    public enum Mode {
        /** Only encrypted connections. */
        FORCED,
        /** Encrypted connections are preferred, others allowed. */
        ENABLED,
        /** Only unencrypted connections. */
        DISABLED;

        /** libtorrent's number: 0 to 2. */
        public int code() {
            return ordinal();
        }
    }

    /** What is encrypted. */
    public enum Level {
        /** The handshake only. */
        PLAINTEXT,
        /** The whole stream. */
        RC4,
        /** Whichever the peer prefers. */
        BOTH;

        /** libtorrent's number: 1 to 3. */
        public int code() {
            return ordinal() + 1;
        }
    }
}
