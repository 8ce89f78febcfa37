package org.torrentxt.fleet.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class HazelcastLogsTest {
    private static final class Lines extends Handler {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Test
    void aNodeThatJoinsHasNoLinesFromHazelcast() throws Exception {
        Lines lines = new Lines();
        Logger all = Logger.getLogger("com.hazelcast");
        all.addHandler(lines);
        try (Cluster cluster = new Cluster(1);
                HazelcastBoard board = cluster.join(0)) {
            assertThat(board.members()).hasSize(1);
            assertThat(lines.records).extracting(LogRecord::getMessage).isEmpty();

            Logger.getLogger("com.hazelcast.instance.impl.Node").info("a line that is not of interest");
            Logger.getLogger("com.hazelcast.instance.impl.Node").warning("a line that is");
            assertThat(lines.records).extracting(LogRecord::getLevel).containsExactly(Level.WARNING);
        } finally {
            all.removeHandler(lines);
        }
    }
}
