package org.torrentxt.policy.group;

import java.util.ArrayList;
import java.util.List;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;

/** The caps of torrents that are to be set. Lower ones come first, so that no group has more than its limit meanwhile. */
final class Caps {
    private record Cap(Member member, long down, long up) {
        boolean isLower() {
            return isLower(down, member.down().cap()) || isLower(up, member.up().cap());
        }

        private static boolean isLower(long cap, long before) {
            return cap != 0 && (before == 0 || cap < before);
        }
    }

    private final TorrentSession session;
    private final List<Cap> lower = new ArrayList<>();
    private final List<Cap> others = new ArrayList<>();

    Caps(TorrentSession session) {
        this.session = session;
    }

    /** Adds those of a torrent, in bytes per second, 0 for none. */
    void add(Member member, long down, long up) {
        if (down != member.down().cap() || up != member.up().cap()) {
            Cap cap = new Cap(member, down, up);
            (cap.isLower() ? lower : others).add(cap);
        }
    }

    /** Sets all that were added. */
    void apply() {
        lower.forEach(this::apply);
        others.forEach(this::apply);
    }

    private void apply(Cap cap) {
        cap.member.down().cap(cap.down);
        cap.member.up().cap(cap.up);
        throttle(session, cap.member.id(), cap.down, cap.up);
    }

    /** Ends those of a torrent. */
    static void release(TorrentSession session, Member member) {
        throttle(session, member.id(), 0, 0);
    }

    private static void throttle(TorrentSession session, int torrent, long down, long up) {
        session.find(torrent).ifPresent(some -> {
            try {
                some.throttle(down, up);
            } catch (TorrentException e) {
                if (e.code() != ErrorCode.BAD_HANDLE) { // it is gone by now
                    throw e;
                }
            }
        });
    }
}
