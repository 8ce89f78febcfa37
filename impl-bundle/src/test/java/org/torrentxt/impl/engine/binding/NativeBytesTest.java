package org.torrentxt.impl.engine.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 16 * 1024, 300_000})
    void lentBytesAreThoseOfEachCallWhateverWasLentBefore(int length) {
        for (int more = 0; more < 10; more++) {
            byte[] content = new byte[Math.max(0, length - more)];
            new Random(more).nextBytes(content);

            assertThat(NativeBytes.lend(content, Natives::bytes)).isEqualTo(content);
        }
    }

    @Test
    void callsThatLendAtTheSameTimeGetTheirOwnBytes() {
        byte[] outer = {1, 2, 3};

        byte[] seen = NativeBytes.lend(outer, vector -> {
            assertThat(NativeBytes.lend(new byte[] {4, 5}, Natives::bytes)).containsExactly(4, 5);
            return Natives.bytes(vector);
        });

        assertThat(seen).isEqualTo(outer);
    }

    @Test
    void bytesLentToSomethingThatFailsAreNotUsedAgainByAccident() {
        assertThatThrownBy(() -> NativeBytes.lend(new byte[100], vector -> {
                    throw new IllegalStateException("it failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(NativeBytes.lend(new byte[] {1}, Natives::bytes)).containsExactly(1);
    }
}
