package org.torrentxt.policy.space;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.policy.event.PolicyEvents;

/**
 * Has incomplete torrents wait while their disk has less free space than is to be kept. Which ones wait is an attribute
 * of theirs, so that lasts over restarts, and nobody else's flag is removed.
 */
public final class SpaceKeeper implements SpacePolicy {
    private static final Logger LOG = LoggerFactory.getLogger(SpaceKeeper.class);
    private static final int MORE = 10; // a tenth more than the reserve has to be free before they continue
    private static final int REMEMBERED = 30; // looks
    private static final Set<TorrentFlag> FLAG = Set.of(TorrentFlag.UPLOAD_MODE);

    /** A torrent that receives something, or waits. */
    private record Download(int id, Path folder, boolean isWaiting, boolean onlyUploads) {
        static Download of(TorrentStatus status) {
            return new Download(
                    status.id(),
                    status.savePath(),
                    SpacePolicy.isWaiting(status.attributes()),
                    status.flags().contains(TorrentFlag.UPLOAD_MODE));
        }
    }

    private final Disks disks;
    private final PolicyEvents events;
    private final Map<Integer, Download> downloads = new HashMap<>();
    private final Map<Path, Object> known = new HashMap<>(); // disks, as asking for one takes long
    private volatile long reserve;
    private volatile Map<Path, Long> low = Map.of(); // free bytes of the disks that have too little
    private volatile int waiting;
    private TorrentSession session;
    private long version;
    private int looks;

    /** One that keeps a number of bytes free, or nothing. */
    public SpaceKeeper(Disks disks, PolicyEvents events, long reserve) {
        this.disks = disks;
        this.events = events;
        this.reserve = reserve;
    }

    @Override
    public long reserve() {
        return reserve;
    }

    /** Sets that; in force with the next look. */
    public void setReserve(long bytes) {
        reserve = bytes;
    }

    /** How many torrents wait. */
    public int waiting() {
        return waiting;
    }

    /** The free bytes of disks on which torrents wait, by a folder of each. */
    public Map<Path, Long> low() {
        return low;
    }

    /** Looks at the disks of all torrents that are incomplete. */
    public synchronized void look(TorrentSession running) {
        if (session != running) {
            session = running;
            downloads.clear();
            version = 0;
        }
        follow(running.changes(version));
        Map<Path, Long> found = new HashMap<>();
        if (reserve > 0 || downloads.values().stream().anyMatch(Download::isWaiting)) {
            byDisk().forEach(some -> look(some, found));
        }
        low = Map.copyOf(found);
        waiting = (int) downloads.values().stream().filter(Download::isWaiting).count();
    }

    private Collection<List<Download>> byDisk() {
        looks++;
        if (looks % REMEMBERED == 0) {
            known.clear(); // disks are mounted and unmounted
        }
        return downloads.values().stream()
                .collect(Collectors.groupingBy(download -> known.computeIfAbsent(download.folder(), disks::of)))
                .values();
    }

    private void follow(StatusChanges changes) {
        version = changes.version();
        if (changes.isComplete()) {
            downloads
                    .keySet()
                    .retainAll(
                            changes.statuses().stream().map(TorrentStatus::id).collect(Collectors.toSet()));
        }
        changes.removed().forEach(downloads::remove);
        changes.statuses().forEach(status -> {
            boolean receives = status.hasMetadata() && !status.isFinished();
            if (receives || SpacePolicy.isWaiting(status.attributes())) {
                downloads.put(status.id(), Download.of(status));
            } else {
                downloads.remove(status.id());
            }
        });
    }

    private void look(List<Download> onDisk, Map<Path, Long> found) {
        Path folder = onDisk.get(0).folder();
        OptionalLong free = disks.free(folder);
        if (reserve > 0 && free.isEmpty()) {
            return; // not known, so nothing changes
        }
        boolean wait = onDisk.stream().anyMatch(Download::isWaiting);
        long enough = wait ? reserve + reserve / MORE : reserve;
        if (reserve > 0 && free.getAsLong() < enough) {
            found.put(folder, free.getAsLong());
            hold(onDisk, folder, free.getAsLong(), wait);
        } else if (wait) {
            release(onDisk, folder, free.orElse(0));
        }
    }

    private void hold(List<Download> onDisk, Path folder, long free, boolean isKnown) {
        int held = 0;
        for (Download download : onDisk) {
            // One that has the flag without waiting has it from somebody else.
            if (!download.onlyUploads()) {
                held += change(download, true);
            }
        }
        if (held > 0 && !isKnown) {
            LOG.warn(
                    "Session {}: {} has {} bytes free, less than space.reserve of {}; {} torrents wait until {} are"
                            + " free: delete something, or lower space.reserve",
                    session.name(),
                    folder,
                    free,
                    reserve,
                    held,
                    reserve + reserve / MORE);
            events.space(true, folder, free, reserve, held);
        }
    }

    private void release(List<Download> onDisk, Path folder, long free) {
        int released = 0;
        for (Download download : onDisk) {
            if (download.isWaiting()) {
                released += change(download, false);
            }
        }
        LOG.info(
                "Session {}: {} has {} bytes free, {} torrents that have waited for that continue",
                session.name(),
                folder,
                free,
                released);
        events.space(false, folder, free, reserve, released);
    }

    // The attribute is there before the flag, and until it is gone: whatever stops in between can be undone.
    private int change(Download download, boolean hold) {
        Torrent torrent = session.find(download.id()).orElse(null);
        if (torrent == null) {
            return 0;
        }
        try {
            if (hold) {
                torrent.changeAttributes(Map.of(SpacePolicy.ATTRIBUTE, "true"), Set.of());
                torrent.setFlags(FLAG, FLAG);
            } else {
                torrent.setFlags(Set.of(), FLAG);
                torrent.changeAttributes(Map.of(), Set.of(SpacePolicy.ATTRIBUTE));
            }
            downloads.put(download.id(), new Download(download.id(), download.folder(), hold, hold));
            return 1;
        } catch (TorrentException e) {
            if (e.code() == ErrorCode.BAD_HANDLE) {
                return 0;
            }
            throw e;
        }
    }
}
