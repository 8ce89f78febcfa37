package org.torrentxt.shell.top;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.torrentxt.api.TorrentException;

/** Shows a {@link Top} until a key ends it, and draws it again after each update, key and change of the size. */
final class LiveTop {
    private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

    private final Top top;
    private final FullScreen screen;
    private final Supplier<TopView> views;
    private final Duration pause;

    /**
     * A view.
     *
     * @param views what draws it in the current size
     * @param pause between updates
     */
    LiveTop(Top top, FullScreen screen, Supplier<TopView> views, Duration pause) {
        this.top = top;
        this.screen = screen;
        this.views = views;
        this.pause = pause;
    }

    /**
     * Runs until a key ends it, or there will be no more keys.
     *
     * @throws InterruptedException by Ctrl-C
     * @throws TorrentException NO_SESSION once the session is stopped
     */
    void run(Keys keys) throws IOException, InterruptedException {
        TopView view = views.get();
        screen.show(view.draw(top));
        long updated = System.nanoTime();
        while (true) {
            long left = updated + pause.toNanos() - System.nanoTime();
            if (left <= 0) {
                refresh();
                updated = System.nanoTime();
            } else {
                Key key = next(keys, Math.min(left, LOOK_NANOS));
                if (!top.press(key, view.page())) {
                    return;
                }
                if (key.kind() == Key.Kind.NONE && !screen.isResized()) {
                    continue;
                }
            }
            if (screen.takeResized()) {
                screen.clear();
            }
            view = views.get();
            screen.show(view.draw(top));
        }
    }

    private static Key next(Keys keys, long nanos) throws IOException, InterruptedException {
        try {
            return keys.next(Duration.ofNanos(nanos).toMillis());
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        }
    }

    // An interrupt may also end a wait for the engine.
    private void refresh() throws InterruptedException {
        try {
            top.refresh();
        } catch (TorrentException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            throw e;
        }
    }
}
