package org.torrentxt.impl.engine.binding;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads for a session's own steps, never for foreign code. */
public final class Workers {
    private Workers() {}

    /**
     * Some of a session, which end while there is nothing to do; once they are shut down, tasks run on the caller's
     * thread, as their stages must still end.
     *
     * @param purpose the end of their names
     */
    public static ExecutorService of(String session, String purpose, int count, long idleSeconds) {
        ThreadFactory threads = task -> {
            // without what that of the caller has, such as its user in the log
            Thread thread = new Thread(null, task, "torrentxt-" + session + "-" + purpose, 0, false);
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                count,
                count,
                idleSeconds,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads,
                (task, stopped) -> task.run());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
