package org.torrentxt.bencode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

class BencodeTest {
    @Test
    void everyTypeIsWrittenAsBep3SaysIt() {
        assertThat(encode(-42L)).isEqualTo("i-42e");
        assertThat(encode(7)).isEqualTo("i7e");
        assertThat(encode("späm")).isEqualTo("5:späm");
        assertThat(encode(new byte[] {'a', 'b'})).isEqualTo("2:ab");
        assertThat(encode(List.of("a", 1, List.of()))).isEqualTo("l1:ai1elee");
        assertThat(encode(BencodeDictionary.builder().put("k", "v").build())).isEqualTo("d1:k1:ve");
    }

    @Test
    void keysAreOrderedByTheirBytesAsUnsignedNumbers() {
        BencodeDictionary dictionary = BencodeDictionary.builder()
                .put("é", 1)
                .put("z", 2)
                .put("aa", 3)
                .put("a", 4)
                .put("", 5)
                .build();

        assertThat(encode(dictionary)).isEqualTo("d0:i5e1:ai4e2:aai3e1:zi2e2:éi1ee");
    }

    @Test
    void whatCannotBeBencodedIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Bencode.encode(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Bencode.encode(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i0e",
                "i-1e",
                "i9223372036854775807e",
                "i-9223372036854775808e",
                "0:",
                "le",
                "de",
                "d1:ad1:bl1:c0:i3eeee"
            })
    void whatWasReadIsWrittenAsItWas(String bencoded) {
        assertThat(encode(decode(bencoded))).isEqualTo(bencoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "de",
                "d0:0:e",
                "d1:ai-5e1:bl1:c2:deli7eee1:fd1:g0:1:h3:xyzee",
                "d1:a3:4:x1:bi1ee" // a string that looks like another
            })
    void aDictionaryThatWasSplitIsJoinedAsItWas(String bencoded) {
        SortedMap<ByteString, ByteString> split = new TreeMap<>(BencodeSlices.of(bencoded.getBytes(UTF_8)));

        assertThat(new String(Bencode.join(split), UTF_8)).isEqualTo(bencoded);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 63, 64, 65, 99, 100, 1_000})
    void keysOfAnyLengthAreJoined(int length) {
        String key = "k".repeat(length);
        byte[] joined = Bencode.join(new TreeMap<>(Map.of(ByteString.of(key), ByteString.of("i1e"))));

        assertThat(new String(joined, UTF_8)).isEqualTo("d" + length + ":" + key + "i1ee");
        assertThat(Bencode.decodeDictionary(joined).integer(key)).hasValue(1L);
    }

    @Test
    void valuesAreFoundByKeyAndType() {
        BencodeDictionary dictionary = Bencode.decodeDictionary("d1:ai5e1:bli1ee1:c3:xyz1:ddee".getBytes(UTF_8));

        assertThat(dictionary.integer("a")).hasValue(5L);
        assertThat(dictionary.list("b")).get().asInstanceOf(LIST).containsExactly(1L);
        assertThat(dictionary.string("c").orElseThrow().text()).isEqualTo("xyz");
        assertThat(dictionary.dictionary("d").orElseThrow().entries()).isEmpty();
        assertThat(dictionary.string("a")).isEmpty();
        assertThat(dictionary.integer("nothing")).isEmpty();
    }

    @Test
    void keysInAnyOrderAreReadAndSortedWhenWritten() {
        assertThat(encode(decode("d1:bi1e1:ai2ee"))).isEqualTo("d1:ai2e1:bi1ee");
    }

    @Test
    void bytesThatAreNoTextSurvive() {
        byte[] bytes = {(byte) 0xff, 0, (byte) 0x80};

        assertThat(((ByteString) Bencode.decode(Bencode.encode(bytes))).bytes()).isEqualTo(bytes);
    }

    @Test
    void aByteStringIsNobodyElsesArray() {
        byte[] bytes = {1, 2};
        ByteString string = ByteString.of(bytes);
        bytes[0] = 9;
        string.bytes()[1] = 9;

        assertThat(string.bytes()).containsExactly(1, 2);
        assertThat(string).isEqualTo(ByteString.of(new byte[] {1, 2})).isNotEqualTo(ByteString.of(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "i",
                "ie",
                "i-e",
                "i-0e",
                "i00e",
                "i01e",
                "i+1e",
                "i 1e",
                "i1",
                "i9223372036854775808e",
                "i-9223372036854775809e",
                "1",
                "1:",
                "01:a",
                "-1:a",
                "5:abcd",
                "99999999999999999999:a",
                "2147483647:a",
                ":",
                "l",
                "li1e",
                "d",
                "d1:a",
                "d1:ae",
                "di1e1:ae",
                "d1:ai1e1:ai2ee",
                "e",
                "x",
                "i1ei2e",
                "3:abcd",
                "d1:ai1ee "
            })
    void malformedInputIsRefusedWithThePlace(String bencoded) {
        assertThatThrownBy(() -> decode(bencoded))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("malformed bencoding at byte ");
    }

    @Test
    void inputThatIsNestedWithoutEndIsRefused() {
        assertThatThrownBy(() -> decode("l".repeat(1_000_000))).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> decode("d1:a".repeat(1_000_000))).hasMessageContaining("nested deeper");
        assertThat(decode("l".repeat(100) + "e".repeat(100))).isInstanceOf(List.class);
    }

    @Test
    void inputOfEndlessValuesIsRefused() {
        assertThatThrownBy(() -> decode("l" + "0:".repeat(3_000_000) + "e")).hasMessageContaining("values");
    }

    @Test
    void aDictionaryIsAskedForAndNothingElseTaken() {
        assertThatThrownBy(() -> Bencode.decodeDictionary("le".getBytes(UTF_8)))
                .hasMessageContaining("expected a dictionary");
    }

    @Test
    void everyCutOfAValidInputIsRefused() {
        String whole = "d4:infod6:lengthi5e4:name1:a6:pieces3:xyze5:nodesll1:ai1eeee";
        assertThat(decode(whole)).isInstanceOf(BencodeDictionary.class);

        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> decode(cut)).as(cut).isInstanceOf(TorrentException.class);
        }
    }

    @Test
    void everyTorrentOfTheCorpusIsReadOrRefused() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../impl-bundle/src/test/resources/torrents"))) {
            assertThat(files).isNotEmpty().allSatisfy(file -> {
                byte[] content = Files.readAllBytes(file);
                try {
                    assertThat(Bencode.decode(content)).isInstanceOf(BencodeDictionary.class);
                } catch (TorrentException e) {
                    assertThat(e).hasMessageContaining("malformed bencoding at byte ");
                }
            });
        }
    }

    private static Object decode(String bencoded) {
        return Bencode.decode(bencoded.getBytes(ISO_8859_1));
    }

    private static String encode(Object value) {
        return new String(Bencode.encode(value), UTF_8);
    }
}
