package org.torrentxt.impl.engine.dht;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.libtorrent4j.swig.bdecode_node;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.error_code;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.impl.engine.binding.NativeLibrary;

class DecodedNodesTest {
    @BeforeAll
    static void load() {
        NativeLibrary.get().require();
    }

    private static void assertSame(byte[] bencoded) {
        byte_vector buffer = new byte_vector(bencoded);
        bdecode_node root = new bdecode_node();
        bdecode_node.bdecode(buffer, root, new error_code());

        assertThat(DecodedNodes.dictionary(root)).contains(Bencode.decodeDictionary(bencoded));
        Reference.reachabilityFence(buffer); // the nodes point into it
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "de",
                "d1:ai-42e1:bi9223372036854775807ee",
                "d1:a0:e",
                "d1:a4:28d3e",
                "d1:a2:''e",
                "d1:a8:0a0b0c0de",
                "d1:a3:'\"\\e",
                "d1:a2:\u00ff\0e",
                "d1:a4:ab\u007fce",
                "d2:\u00e4\n3:abce",
                "d1:ald1:bl1:c0:eeleee"
            })
    void areWhatOurOwnReaderGives(String bencoded) {
        assertSame(bencoded.getBytes(ISO_8859_1));
    }

    @Test
    void everyByteIsKept() {
        BencodeDictionary.Builder all = BencodeDictionary.builder();
        for (int i = 0; i < 256; i++) {
            all.put("one " + i, new byte[] {(byte) i});
            all.put("two " + i, new byte[] {(byte) i, 'a'});
        }
        assertSame(Bencode.encode(all.build()));
    }

    @Test
    void noAnswerIsNone() {
        assertThat(DecodedNodes.dictionary(new bdecode_node())).isEmpty();
    }
}
