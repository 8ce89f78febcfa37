package org.torrentxt.impl.input;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.MDC;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.failure.OneLine;

/** On whose behalf a thread calls a session, for the log. */
public final class Caller {
    private static final int MAX_LENGTH = 200;
    private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    private Caller() {}

    /**
     * Whoever the logging context of this thread names, or the bundle that has called this one.
     *
     * @return one line; empty if nobody is known
     */
    public static Optional<String> current() {
        return named(Optional.ofNullable(MDC.get(TorrentSession.LOG_USER)));
    }

    /** As {@link #current}, if the logging context has that name. */
    static Optional<String> named(Optional<String> name) {
        return name.map(String::strip)
                .filter(text -> !text.isEmpty())
                .or(Caller::bundle)
                .map(text -> text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text)
                .map(OneLine::of);
    }

    // Only classes of others are looked up, as thousands of torrents may be added.
    private static Optional<String> bundle() {
        ClassLoader own = Caller.class.getClassLoader();
        return STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass)
                .filter(type -> type.getClassLoader() != null && type.getClassLoader() != own)
                .flatMap(type -> Optional.ofNullable(FrameworkUtil.getBundle(type)).stream())
                .findFirst()
                .map(bundle -> "bundle " + bundle.getSymbolicName()));
    }
}
