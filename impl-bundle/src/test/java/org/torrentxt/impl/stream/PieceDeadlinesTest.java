package org.torrentxt.impl.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PieceDeadlinesTest {
    private static final Object READER = "reader";
    private static final Object OTHER = "other";

    /** What the engine does with priorities. */
    private static final class Engine implements PieceRequests {
        private final Map<Integer, Integer> priorities = new HashMap<>();
        private final Set<Integer> due = new HashSet<>();
        private String order = "";

        @Override
        public int priority(int piece) {
            return priorities.getOrDefault(piece, 4);
        }

        @Override
        public void prioritize(int piece, int priority) {
            priorities.put(piece, priority);
        }

        @Override
        public void setDeadline(int piece, int millis) {
            due.add(piece);
            priorities.put(piece, 7);
        }

        @Override
        public void resetDeadline(int piece) {
            if (due.remove(piece)) {
                priorities.put(piece, 1);
            }
        }

        @Override
        public void setOrder(int first, int last) {
            order = first + "-" + last;
        }

        @Override
        public void resetOrder() {
            order = "";
        }
    }

    private final Engine engine = new Engine();
    private final PieceDeadlines deadlines = new PieceDeadlines(engine);

    private boolean wish(Object owner, int piece) {
        return deadlines.wish(owner, piece, System.nanoTime(), 0);
    }

    @Test
    void theLastWishTakesTheDeadlineBackAndThePieceHasItsOwnPriorityAgain() {
        engine.priorities.put(5, 2);
        assertThat(wish(READER, 5) && wish(OTHER, 5)).isTrue();
        assertThat(engine.priority(5)).isEqualTo(7);
        assertThat(deadlines.ownPriorities()).isEqualTo(Map.of(5, 2));
        deadlines.release(READER, 5);
        deadlines.release(READER, 5);
        assertThat(engine.due).containsExactly(5);
        deadlines.release(OTHER, 5);
        assertThat(engine.due).isEmpty();
        assertThat(engine.priority(5)).isEqualTo(2);
    }

    @Test
    void whatComesLaterHasALowerPriority() {
        for (int rank = 0; rank < 10; rank++) {
            deadlines.wish(READER, rank, System.nanoTime(), rank);
        }
        assertThat(engine.priority(0)).isEqualTo(7);
        assertThat(engine.priority(3)).isEqualTo(6);
        assertThat(engine.priority(9)).isEqualTo(5);
        deadlines.wish(READER, 9, System.nanoTime(), 0);
        assertThat(engine.priority(9)).isEqualTo(7);
    }

    @Test
    void whatIsSkippedIsNotWished() {
        engine.priorities.put(5, 0);
        assertThat(wish(READER, 5)).isFalse();
        assertThat(engine.due).isEmpty();

        assertThat(wish(READER, 6)).isTrue();
        deadlines.prioritized(Map.of(6, 0));
        engine.priorities.put(6, 0);
        engine.due.remove(6); // which the engine does by itself
        assertThat(wish(OTHER, 6)).isFalse();
        deadlines.release(READER, 6);
        assertThat(engine.priority(6)).isZero();

        assertThat(wish(READER, 7)).isTrue();
        engine.priorities.put(7, 0);
        deadlines.reprioritized();
        deadlines.release(READER, 7);
        assertThat(engine.priority(7)).isZero();
    }

    @Test
    void aPriorityThatIsSetMeanwhileStays() {
        wish(READER, 5);
        deadlines.prioritized(Map.of(5, 3));
        engine.priorities.put(5, 3);
        deadlines.release(READER, 5);
        assertThat(engine.priority(5)).isEqualTo(3);
    }

    @Test
    void deadlinesOfUsersAreTheirsAlsoForSkippedPieces() {
        engine.priorities.put(5, 0);
        deadlines.set(5, Duration.ofSeconds(1));
        deadlines.set(6, Duration.ofSeconds(1));
        wish(READER, 6);
        deadlines.release(READER, 6);
        assertThat(engine.due).containsExactlyInAnyOrder(5, 6);
        wish(READER, 6);
        deadlines.clear();
        assertThat(engine.due).containsExactly(6);
        assertThat(engine.priority(5)).isZero();
    }

    @Test
    void theOrderIsThatOfTheLastReaderUntilNobodyReads() {
        deadlines.order(READER, 1, 5);
        deadlines.order(OTHER, 10, 20);
        assertThat(engine.order).isEqualTo("10-20");
        deadlines.endOrder(OTHER);
        assertThat(engine.order).isEqualTo("10-20");
        deadlines.endOrder(READER);
        assertThat(engine.order).isEmpty();
    }
}
