package org.torrentxt.impl.engine.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.libtorrent4j.swig.byte_vector;

class NativeBytesTest {
    @BeforeAll
    static void load() {
        NativeLibrary.get().require();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 1_000, 100_001})
    void theEngineGetsAllBytesAndACopyOfThem(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);

        byte_vector vector = NativeBytes.of(content);
        System.gc(); // what it was copied from is gone
        byte[] read = Natives.bytes(vector);
        vector.add((byte) 7);

        assertThat(read).isEqualTo(content);
        assertThat(vector.size()).isEqualTo(length + 1);
        vector.delete();
    }
}
