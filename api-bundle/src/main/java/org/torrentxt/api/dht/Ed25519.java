package org.torrentxt.api.dht;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** Ed25519 signatures (RFC 8032) with the JDK, using raw keys of 32 bytes as in the DHT. */
final class Ed25519 {
    private static final String ALGORITHM = "Ed25519";

    // The X.509 prefix of the 32 bytes (RFC 8410): a sequence of the algorithm's number and a bit string.
    private static final String X509_PREFIX = "302a300506032b6570032100";

    private Ed25519() {}

    static boolean verify(DhtPublicKey publicKey, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(jdkKey(publicKey));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (InvalidKeySpecException | InvalidKeyException | SignatureException e) {
            return false; // not a point of the curve, or not a signature
        } catch (NoSuchAlgorithmException e) {
            throw new TorrentException(ErrorCode.GENERIC, "this JVM has no Ed25519", e);
        }
    }

    /** The signature, 64 bytes, with the secret key given by a seed of 32 bytes. */
    static byte[] sign(byte[] seed, byte[] message) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new TorrentException(ErrorCode.GENERIC, "this JVM has no Ed25519", e);
        }
    }

    private static PublicKey jdkKey(DhtPublicKey publicKey) throws NoSuchAlgorithmException, InvalidKeySpecException {
        byte[] encoded = HexFormat.of().parseHex(X509_PREFIX + publicKey.hex());
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
