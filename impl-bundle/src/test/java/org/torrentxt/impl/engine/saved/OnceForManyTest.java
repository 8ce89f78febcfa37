package org.torrentxt.impl.engine.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class OnceForManyTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int runs;

    @Test
    void manyRequestsAreOneRun() {
        OnceForMany saves = new OnceForMany(waiting::add, () -> runs++);
        for (int i = 0; i < 10_000; i++) {
            saves.request();
        }
        assertThat(waiting).hasSize(1);
        waiting.remove().run();
        assertThat(runs).isOne();

        saves.request();
        waiting.remove().run();
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void aRequestDuringARunIsAnother() {
        OnceForMany[] saves = new OnceForMany[1];
        saves[0] = new OnceForMany(waiting::add, () -> {
            if (++runs == 1) {
                saves[0].request();
            }
        });
        saves[0].request();
        waiting.remove().run();
        assertThat(waiting).hasSize(1);
        waiting.remove().run();
        assertThat(runs).isEqualTo(2);
        assertThat(waiting).isEmpty();
    }
}
