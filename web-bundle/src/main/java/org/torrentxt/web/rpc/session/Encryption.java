package org.torrentxt.web.rpc.session;

import java.util.Map;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.EncryptionPolicy.Level;
import org.torrentxt.api.EncryptionPolicy.Mode;

/** The words of the protocol for encryption. */
enum Encryption {
    REQUIRED("required", Mode.FORCED, Mode.FORCED),
    PREFERRED("preferred", Mode.ENABLED, Mode.ENABLED),
    TOLERATED("tolerated", Mode.ENABLED, Mode.DISABLED);

    static final String EXPECTED = "'required', 'preferred' or 'tolerated'";

    private final String word;
    private final Mode incoming;
    private final Mode outgoing;

    Encryption(String word, Mode incoming, Mode outgoing) {
        this.word = word;
        this.incoming = incoming;
        this.outgoing = outgoing;
    }

    String word() {
        return word;
    }

    /** The one that comes nearest. */
    static Encryption of(EncryptionPolicy policy) {
        if (policy.incoming() == Mode.FORCED) {
            return REQUIRED;
        }
        return policy.outgoing() == Mode.DISABLED ? TOLERATED : PREFERRED;
    }

    static java.util.Optional<Encryption> named(String word) {
        return java.util.Arrays.stream(values())
                .filter(one -> one.word.equals(word))
                .findFirst();
    }

    Map<String, Object> settings() {
        return Map.of(
                "in_enc_policy", incoming.code(),
                "out_enc_policy", outgoing.code(),
                "allowed_enc_level", Level.BOTH.code());
    }
}
