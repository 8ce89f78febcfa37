package org.torrentxt.fleet.reconcile;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.fleet.statement.Statement;

/**
 * Pauses the torrents of deployments, and limits their rates, as is stated for a node. What was done is an attribute of
 * each torrent, so that it is done once: who resumes one at the node, or limits it otherwise, is heard until something
 * else is stated, and what somebody there has paused is not resumed.
 */
final class Controls {
    private static final Logger LOG = LoggerFactory.getLogger(Controls.class);

    /** Why a node does not fetch. */
    static final String PAUSED = "paused by fleet:pause";

    /** The attribute of those that are paused. */
    static final String PAUSE = "org.torrentxt.fleet.pause";

    /** The attribute of those whose rates are limited: the limits. */
    static final String LIMITS = "org.torrentxt.fleet.limits";

    private static final Pattern NOTED = Pattern.compile("(\\d{1,18}) (\\d{1,18})"); // received, sent

    private static final String BEGUN = "begun"; // to pause: if it stops now, it is done again
    private static final String DONE = "done";
    private static final String THEIRS = "theirs"; // somebody else had paused it

    private Controls() {}

    /** What a node with these labels does, all together. */
    static NodeControl of(DeployTorrent content, Map<String, String> labels) {
        List<NodeControl> own = content.controls().stream()
                .filter(control ->
                        labels.entrySet().containsAll(control.labels().entrySet()))
                .toList();
        return NodeControl.builder(Map.of())
                .isPaused(own.stream().anyMatch(NodeControl::isPaused))
                .downloadLimit(lowest(own, NodeControl::downloadLimit))
                .uploadLimit(lowest(own, NodeControl::uploadLimit))
                .build();
    }

    /** True if a node with these labels is to pause it. */
    static boolean isPaused(Statement statement, Map<String, String> labels) {
        return statement
                .content()
                .filter(content -> of(content, labels).isPaused())
                .isPresent();
    }

    private static long lowest(List<NodeControl> controls, ToLongFunction<NodeControl> limit) {
        return controls.stream().mapToLong(limit).filter(each -> each > 0).min().orElse(0);
    }

    /** Has a torrent that the fleet has added do that. */
    static void apply(NodeControl control, Torrent torrent) {
        try {
            limit(control, torrent);
            if (control.isPaused()) {
                pause(torrent);
            } else {
                resume(torrent);
            }
        } catch (TorrentException e) {
            LOG.debug("Torrent {} was removed meanwhile", torrent.id(), e);
        }
    }

    private static void limit(NodeControl control, Torrent torrent) {
        String former = torrent.attributes().getOrDefault(LIMITS, "");
        Matcher noted = NOTED.matcher(former);
        boolean isNoted = noted.matches();
        String limits = control.downloadLimit() == 0 && control.uploadLimit() == 0
                ? ""
                : control.downloadLimit() + " " + control.uploadLimit();
        if (limits.equals(former)) {
            return;
        }
        // The other one may have been set at the node meanwhile.
        if (control.downloadLimit() != (isNoted ? Long.parseLong(noted.group(1)) : 0)) {
            torrent.setDownloadLimit(control.downloadLimit());
        }
        if (control.uploadLimit() != (isNoted ? Long.parseLong(noted.group(2)) : 0)) {
            torrent.setUploadLimit(control.uploadLimit());
        }
        if (limits.isEmpty()) {
            torrent.removeAttribute(LIMITS);
        } else {
            torrent.setAttribute(LIMITS, limits);
        }
        LOG.info(
                "Fleet: torrent {} may receive {} bytes/s and send {} bytes/s, as stated (0: nothing is stated)",
                torrent.id(),
                control.downloadLimit(),
                control.uploadLimit());
    }

    private static void pause(Torrent torrent) {
        String state = torrent.attributes().getOrDefault(PAUSE, "");
        if (state.isEmpty()) {
            state = isPaused(torrent) ? THEIRS : BEGUN;
            torrent.setAttribute(PAUSE, state);
        }
        if (state.equals(BEGUN)) {
            torrent.pause();
            torrent.setAttribute(PAUSE, DONE);
            LOG.info("Fleet: torrent {} is paused, as stated", torrent.id());
        }
    }

    // One that waits in the queue is not.
    private static boolean isPaused(Torrent torrent) {
        Set<TorrentFlag> flags = torrent.flags();
        return flags.contains(TorrentFlag.PAUSED) && !flags.contains(TorrentFlag.AUTO_MANAGED);
    }

    private static void resume(Torrent torrent) {
        String state = torrent.attributes().getOrDefault(PAUSE, "");
        if (state.isEmpty()) {
            return;
        }
        if (!state.equals(THEIRS)) {
            torrent.resume();
            LOG.info("Fleet: torrent {} is resumed, as stated", torrent.id());
        }
        torrent.removeAttribute(PAUSE);
    }
}
