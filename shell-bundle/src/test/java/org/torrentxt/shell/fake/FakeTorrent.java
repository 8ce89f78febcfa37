package org.torrentxt.shell.fake;

import java.lang.reflect.Proxy;
import java.util.Optional;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.TorrentStatus;

/** A torrent that has a status, and else nothing. */
final class FakeTorrent {
    private FakeTorrent() {}

    static Torrent of(TorrentStatus status) {
        return (Torrent) Proxy.newProxyInstance(
                Torrent.class.getClassLoader(),
                new Class<?>[] {Torrent.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "id", "hashCode" -> status.id();
                    case "infoHashes" -> status.infoHashes();
                    case "isValid" -> true;
                    case "status" -> Optional.of(status);
                    case "flags" -> status.flags();
                    case "toString" -> status.name();
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
