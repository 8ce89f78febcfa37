package org.torrentxt.metrics;

import java.lang.reflect.Proxy;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;

/** Sessions that stop while they are asked. */
public final class Stopping {
    /** What such a session says. */
    public static final String REASON = "session 'late' is stopping";

    private Stopping() {}

    /** One named {@code late}, whose other methods fail. */
    public static TorrentSession session() {
        return (TorrentSession) Proxy.newProxyInstance(
                Stopping.class.getClassLoader(), new Class<?>[] {TorrentSession.class}, (self, method, arguments) -> {
                    if (method.getName().equals("name")) {
                        return "late";
                    }
                    throw new TorrentException(ErrorCode.NO_SESSION, REASON);
                });
    }
}
