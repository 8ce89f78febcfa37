package org.torrentxt.impl.url;

import java.net.InetAddress;
import java.net.URL;
import java.net.URLConnection;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.url.AbstractURLStreamHandlerService;
import org.osgi.service.url.URLConstants;
import org.osgi.service.url.URLStreamHandlerService;
import org.torrentxt.api.TorrentSession;

/**
 * URLs {@code torrent:INFO-HASH/PATH} wherever OSGi takes URLs: a file of a torrent that one of the sessions has, also
 * while it is downloaded.
 */
@Component(
        service = URLStreamHandlerService.class,
        immediate = true,
        property = URLConstants.URL_HANDLER_PROTOCOL + "=" + TorrentUrl.PROTOCOL)
public final class TorrentUrlHandler extends AbstractURLStreamHandlerService {
    private final Collection<TorrentSession> sessions = new CopyOnWriteArrayList<>();

    /** Called by Declarative Services for each session that starts. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(TorrentSession added) {
        sessions.add(added);
    }

    /** Called by Declarative Services for each session that stops. */
    void removeSession(TorrentSession removed) {
        sessions.remove(removed);
    }

    @Override
    public URLConnection openConnection(URL url) {
        return new TorrentUrlConnection(url, sessions);
    }

    // Comparing URLs must not look up names; a valid one has no host.
    @Override
    public InetAddress getHostAddress(URL url) {
        return null;
    }
}
