package org.torrentxt.api.dht;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

class DhtKeyPairTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    /** RFC 8032, section 7.1, TEST 1 to 3 and TEST SHA(abc). */
    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                SEED + ", d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
                        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
                        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
                        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
                "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
                        + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
                        + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
                        + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
                        + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
            })
    void agreesWithTheTestVectorsOfRfc8032(String seed, String publicKey, String message, String signature)
            throws GeneralSecurityException {
        DhtKeyPair keys = DhtKeyPair.fromSeed(seed);

        assertThat(keys.publicKey()).hasToString(publicKey);
        assertThat(keys.seed()).asHexString().isEqualToIgnoringCase(seed);
        assertThat(sign(keys.seed(), HEX.parseHex(message))).asHexString().isEqualToIgnoringCase(signature);
        assertThat(Ed25519.verify(keys.publicKey(), HEX.parseHex(message), HEX.parseHex(signature)))
                .isTrue();
    }

    @Test
    void theSecretKeyIsTheClampedHashOfTheSeed() {
        assertThat(DhtKeyPair.fromSeed(SEED).secretKey())
                .asHexString()
                .isEqualToIgnoringCase("307c83864f2833cb427a2ef1c00a013cfdff2768d980c0a3a520f006904de94f"
                        + "9b4f0afe280b746a778684e75442502057b7473a03f08f96f5a38e9287e01f8f");
    }

    @Test
    void everyNewPairIsAnotherOne() {
        DhtKeyPair one = DhtKeyPair.generate();
        DhtKeyPair other = DhtKeyPair.generate();

        assertThat(one.publicKey()).isNotEqualTo(other.publicKey());
        assertThat(DhtKeyPair.fromSeed(one.seed()).publicKey()).isEqualTo(one.publicKey());
    }

    @Test
    void aSeedIsCopiedInAndOut() {
        byte[] seed = HEX.parseHex(SEED);
        DhtKeyPair keys = DhtKeyPair.fromSeed(seed);

        seed[0]++;
        keys.seed()[1]++;

        assertThat(keys.seed()).isEqualTo(HEX.parseHex(SEED));
    }

    @Test
    void secretsAreNeverPrinted() {
        DhtKeyPair keys = DhtKeyPair.fromSeed(SEED);

        assertThat(keys.toString())
                .contains(keys.publicKey().hex())
                .doesNotContain(SEED)
                .doesNotContain(HEX.formatHex(keys.secretKey(), 0, 32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "9d61", SEED + "00", "zz61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"})
    void whatIsNoSeedIsRefusedAndNotRepeated(String seed) {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> DhtKeyPair.fromSeed(seed))
                .withMessage("invalid seed: expected 64 hexadecimal digits")
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void aSeedOfAnotherLengthIsRefused(int length) {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> DhtKeyPair.fromSeed(new byte[length]))
                .withMessageContaining(length + " bytes; expected 32");
    }

    private static byte[] sign(byte[] seed, byte[] message) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(key);
        signer.update(message);
        return signer.sign();
    }
}
