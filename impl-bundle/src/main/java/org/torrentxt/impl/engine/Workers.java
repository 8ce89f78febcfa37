package org.torrentxt.impl.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads for a session's own steps, never for foreign code. */
final class Workers {
    private static final int THREADS = 4;
    private static final long IDLE_SECONDS = 60;

    private Workers() {}

    /** Those of a session; once they are shut down, tasks run on the caller's thread, as their stages must still end. */
    static ExecutorService of(String session) {
        ThreadFactory threads = task -> {
            // without what that of the caller has, such as its user in the log
            Thread thread = new Thread(null, task, "torrentxt-" + session + "-work", 0, false);
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads,
                (task, stopped) -> task.run());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
