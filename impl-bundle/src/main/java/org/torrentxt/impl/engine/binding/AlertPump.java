package org.torrentxt.impl.engine.binding;

import java.util.function.Consumer;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.alert_ptr_vector;
import org.libtorrent4j.swig.session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that takes alerts from the engine. An alert is valid only until the consumer returns. */
final class AlertPump {
    private static final Logger LOG = LoggerFactory.getLogger(AlertPump.class);
    private static final long WAIT_MILLIS = 60_000; // the engine ends it with each alert
    private static final long STOP_MILLIS = 5_000;

    private final session engine;
    private final Consumer<alert> consumer;
    private final Thread thread;
    private volatile boolean running = true;

    AlertPump(String name, session engine, Consumer<alert> consumer) {
        this.engine = engine;
        this.consumer = consumer;
        this.thread = new Thread(this::run, "torrentxt-" + name + "-alerts");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        alert_ptr_vector popped = new alert_ptr_vector();
        while (running) {
            if (engine.wait_for_alert_ms(WAIT_MILLIS) != null) {
                engine.pop_alerts(popped);
                for (int i = 0; running && i < popped.size(); i++) { // nobody waits for more once it is stopped
                    consume(popped.get(i));
                }
            }
        }
        popped.delete();
    }

    private void consume(alert popped) {
        try {
            consumer.accept(popped);
        } catch (RuntimeException | Error e) {
            // one alert that cannot be read must not end the thread
            LOG.error("Could not handle alert {}", popped.what(), e);
        }
    }

    /**
     * Stops the thread and waits for it.
     *
     * @return false if it did not end in time; the engine must then not be freed
     */
    boolean stop() {
        running = false;
        engine.post_session_stats(); // wakes the thread
        return Uninterrupted.within(STOP_MILLIS, left -> {
            thread.join(left);
            return !thread.isAlive();
        });
    }
}
