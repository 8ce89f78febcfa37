package org.torrentxt.api.dht;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutableItemTest {
    // The test vectors of BEP 44. Both have the same key, sequence number 1 and the value "Hello World!".
    private static final DhtPublicKey KEY =
            new DhtPublicKey("77ff84905a91936367c01360803104f92432fcd904a43511876df5cdf3e7e548");
    private static final byte[] UNSALTED = HexFormat.of()
            .parseHex("305ac8aeb6c9c151fa120f120ea2cfb923564e11552d06a5d856091e5e853cff"
                    + "1260d3f39e4999684aa92eb73ffd136e6f4f3ecbfda0ce53a1608ecd7ae21f01");
    private static final byte[] SALTED = HexFormat.of()
            .parseHex("6834284b6b24c3204eb2fea824d82f88883a3d95e8b4a21b8c0ded553d17d17d"
                    + "df9a8a7104b1258f30bed3787e6cb896fca78c58f8e03b5f18f14951a87d9a08");

    private static final DhtKeyPair SIGNER = DhtKeyPair.fromSeed("ab".repeat(32));

    @Test
    void agreesWithTheTestVectorsOfBep44() {
        assertThat(item(KEY, "", "Hello World!", 1, UNSALTED).hasValidSignature())
                .isTrue();
        assertThat(item(KEY, "foobar", "Hello World!", 1, SALTED).hasValidSignature())
                .isTrue();
    }

    @Test
    void whatIsSignedIsLaidOutAsInTheTestVectors() {
        byte[] value = Bep44.string("Hello World!".getBytes(US_ASCII));

        assertThat(Bep44.message(new byte[0], 1, value)).asString(US_ASCII).isEqualTo("3:seqi1e1:v12:Hello World!");
        assertThat(Bep44.message("foobar".getBytes(US_ASCII), 1, value))
                .asString(US_ASCII)
                .isEqualTo("4:salt6:foobar3:seqi1e1:v12:Hello World!");
    }

    @Test
    void aDictionaryIsSignedAsItTravels() {
        byte[] bencoded = "d2:ih1:xe".getBytes(US_ASCII);
        MutableItem item = MutableItem.signBencoded(SIGNER, new byte[0], 7, bencoded);

        assertThat(item.hasValidSignature()).isTrue();
        assertThat(item.bencodedValue()).isEqualTo(bencoded);
        assertThat(MutableItem.sign(SIGNER, new byte[0], 7, bencoded).bencodedValue())
                .isEqualTo(Bep44.string(bencoded));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3:abc", "x"})
    void aByteStringIsNotSignedAsAnotherType(String value) {
        assertThatThrownBy(() -> MutableItem.signBencoded(SIGNER, new byte[0], 7, value.getBytes(US_ASCII)))
                .hasMessageContaining("not a bencoded integer, list or dictionary");
    }

    @Test
    void targetsAreThoseOfTheTestVectors() {
        assertThat(item(KEY, "", "Hello World!", 1, UNSALTED).target())
                .hasToString("4a533d47ec9c7d95b1ad75f576cffc641853b750");
        assertThat(item(KEY, "foobar", "Hello World!", 1, SALTED).target())
                .hasToString("411eba73b6f087ca51a3795d9c8c938d365e32c1");
        assertThat(DhtTarget.of("Hello World!".getBytes(US_ASCII)))
                .hasToString("e5f96f6f38320f0f33959cb4d3d656452117aadb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "salt"})
    void whatIsSignedIsValidAndAlwaysTheSame(String salt) {
        MutableItem signed = sign(salt, 7, "value");

        assertThat(signed.hasValidSignature()).isTrue();
        assertThat(signed.publicKey()).isEqualTo(SIGNER.publicKey());
        assertThat(signed.seq()).isEqualTo(7);
        assertThat(signed.bencodedValue()).asString(US_ASCII).isEqualTo("5:value");
        assertThat(sign(salt, 7, "value").signature()).isEqualTo(signed.signature());
        assertThat(sign(salt, 8, "value").signature()).isNotEqualTo(signed.signature());
    }

    @Test
    void whatTheDhtDoesNotTakeIsNotSigned() {
        assertThatThrownBy(() -> sign("x".repeat(65), 1, "value")).hasMessageContaining("64");
        assertThatThrownBy(() -> sign("", -1, "value")).hasMessageContaining("-1");
        assertThatThrownBy(() -> sign("", 1, "")).hasMessageContaining("996");
        assertThatThrownBy(() -> sign("", 1, "x".repeat(997))).hasMessageContaining("996");
        assertThat(sign("x".repeat(64), Long.MAX_VALUE, "x".repeat(996)).hasValidSignature())
                .isTrue();
    }

    @Test
    void aSignatureThatDoesNotFitHasNoBencodedValue() {
        MutableItem forged = item(KEY, "", "other", 1, UNSALTED);

        assertThatThrownBy(forged::bencodedValue).hasMessageContaining("signature");
    }

    private static MutableItem sign(String salt, long seq, String value) {
        return MutableItem.sign(SIGNER, salt.getBytes(US_ASCII), seq, value.getBytes(US_ASCII));
    }

    @Test
    void noPartCanBeChanged() {
        assertThat(item(KEY, "foobar", "Hello World?", 1, SALTED).hasValidSignature())
                .isFalse();
        assertThat(item(KEY, "foobar", "Hello World!", 2, SALTED).hasValidSignature())
                .isFalse();
        assertThat(item(KEY, "foobaz", "Hello World!", 1, SALTED).hasValidSignature())
                .isFalse();
        assertThat(item(KEY, "", "Hello World!", 1, SALTED).hasValidSignature()).isFalse();
        assertThat(item(SIGNER.publicKey(), "foobar", "Hello World!", 1, SALTED).hasValidSignature())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65})
    void aSignatureOfAnotherLengthIsNotValid(int length) {
        assertThat(item(KEY, "", "Hello World!", 1, new byte[length]).hasValidSignature())
                .isFalse();
    }

    @Test
    void aKeyThatIsNoPointOfTheCurveIsNotValid() {
        DhtPublicKey noPoint = new DhtPublicKey("02" + "00".repeat(31));

        assertThat(item(noPoint, "", "Hello World!", 1, UNSALTED).hasValidSignature())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"i42e", "l4:spame", "d3:cow3:mooe"})
    void aValueOfAnotherBencodedTypeIsVerifiedAsItIs(String bencoded) throws GeneralSecurityException {
        byte[] signature = sign("3:seqi7e1:v" + bencoded);

        MutableItem item = item(SIGNER.publicKey(), "", bencoded, 7, signature);
        assertThat(item.hasValidSignature()).isTrue();
        assertThat(item.bencodedValue()).asString(US_ASCII).isEqualTo(bencoded);
    }

    @Test
    void aByteStringThatLooksLikeAnotherTypeIsStillAByteString() throws GeneralSecurityException {
        byte[] signature = sign("3:seqi7e1:v4:i42e");

        assertThat(item(SIGNER.publicKey(), "", "i42e", 7, signature).hasValidSignature())
                .isTrue();
    }

    @Test
    void theSignatureOfAStringDoesNotFitItsBencoding() {
        assertThat(item(KEY, "", "12:Hello World!", 1, UNSALTED).hasValidSignature())
                .isFalse();
    }

    @Test
    void arraysAreCopiedInAndOut() {
        byte[] value = {1, 2, 3};
        MutableItem item = new MutableItem(KEY, new byte[0], value, 1, UNSALTED);

        value[0] = 9;
        item.value()[1] = 9;

        assertThat(item.value()).containsExactly(1, 2, 3);
    }

    private static MutableItem item(DhtPublicKey key, String salt, String value, long seq, byte[] signature) {
        return new MutableItem(key, salt.getBytes(US_ASCII), value.getBytes(US_ASCII), seq, signature);
    }

    private static byte[] sign(String message) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, SIGNER.seed())));
        signer.update(message.getBytes(US_ASCII));
        return signer.sign();
    }
}
