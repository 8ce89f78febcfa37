package org.torrentxt.impl.engine.part;

import java.util.Optional;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.engine.content.Layout;
import org.torrentxt.impl.engine.content.Metadata;
import org.torrentxt.impl.engine.content.Names;

/** The info-hashes, name and sizes of a torrent as last known, also once it is removed. Thread-safe. */
public final class TorrentIdentity {
    /** A name as reported by an alert, and the correct one. */
    private record ToldName(String told, String name) {}

    private final LiveHandle handle;
    private volatile InfoHashes infoHashes;
    private volatile Layout layout;
    private volatile ToldName name; // null until reported by an alert

    public TorrentIdentity(LiveHandle handle, InfoHashes infoHashes) {
        this.handle = handle;
        this.infoHashes = infoHashes;
    }

    /** Sets the layout that is known before it is added: asking the engine takes long while it has others to add. */
    public void keep(Layout known) {
        layout = known;
    }

    /** Its info-hashes. */
    public InfoHashes infoHashes() {
        return infoHashes;
    }

    /** Updates the info-hashes after its metadata has arrived. */
    public void learn() {
        handle.tell(h -> infoHashes = Natives.infoHashes(h.info_hashes()));
    }

    /** The info-hashes known to the engine, including those of rejected metadata; none once it is gone. */
    public InfoHashes hashesInEngine() {
        return handle.ask(
                h -> Metadata.of(h)
                        .map(info -> Natives.infoHashes(info.info_hashes()))
                        .orElse(infoHashes),
                InfoHashes.NONE);
    }

    /** Its name, given the one reported by an alert; the engine is asked again only if that has changed. */
    public String name(torrent_handle about, String told) {
        ToldName last = name;
        if (last == null || !last.told().equals(told)) {
            last = new ToldName(told, Names.ofTorrent(about, told));
            name = last;
        }
        return last.name();
    }

    /** The name last reported by an alert; its info-hash if there was none. */
    public String lastName() {
        ToldName last = name;
        return last == null ? infoHashes.best().map(InfoHash::hex).orElse("") : last.name();
    }

    /** Number and length of its pieces; empty until its metadata is known. */
    public Optional<Layout> layout() {
        if (layout == null) {
            handle.tell(h -> Layout.of(h).ifPresent(known -> layout = known));
        }
        return Optional.ofNullable(layout);
    }
}
