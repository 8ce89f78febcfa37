package org.torrentxt.policy.event;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.event.Event;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.PolicyTopics;
import org.torrentxt.api.policy.ShareAction;
import org.torrentxt.api.policy.ShareLimitKind;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.policy.seed.Seeds;

/** Posts the events of a session's policies. Never waits for receivers. */
public final class PolicyEvents {
    private final String session;
    private final Clock clock;
    private final Consumer<Event> outlet;

    /**
     * Creates an instance.
     *
     * @param session the name of the session
     * @param outlet posts them
     */
    public PolicyEvents(String session, Clock clock, Consumer<Event> outlet) {
        this.session = session;
        this.clock = clock;
        this.outlet = outlet;
    }

    /** The name of the session. */
    public String session() {
        return session;
    }

    /** Posts {@link PolicyTopics#SHARE_LIMIT_REACHED}. */
    public void shareLimitReached(TorrentStatus status, ShareLimitKind limit, ShareAction action) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(PolicyTopics.TORRENT, status.id());
        properties.put(PolicyTopics.TORRENT_NAME, Seeds.name(status));
        status.infoHashes().v1().map(InfoHash::hex).ifPresent(hash -> properties.put(PolicyTopics.INFO_HASH_V1, hash));
        status.infoHashes().v2().map(InfoHash::hex).ifPresent(hash -> properties.put(PolicyTopics.INFO_HASH_V2, hash));
        if (!status.labels().isEmpty()) {
            properties.put(PolicyTopics.LABELS, status.labels().toArray(String[]::new));
        }
        Category.of(status.attributes()).ifPresent(name -> properties.put(PolicyTopics.CATEGORY, name));
        properties.put(PolicyTopics.LIMIT, limit.label());
        properties.put(PolicyTopics.ACTION, action.label());
        properties.put(PolicyTopics.RATIO, Seeds.ratio(status));
        properties.put(PolicyTopics.SEEDING_SECONDS, status.finishedTime().toSeconds());
        post(PolicyTopics.SHARE_LIMIT_REACHED, properties);
    }

    /** Posts {@link PolicyTopics#SPEEDS_SWITCHED}. */
    public void speedsSwitched(boolean alternative) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(PolicyTopics.ALTERNATIVE, alternative);
        post(PolicyTopics.SPEEDS_SWITCHED, properties);
    }

    /**
     * Posts {@link PolicyTopics#SPACE_LOW} or {@link PolicyTopics#SPACE_FREED}.
     *
     * @param folder on the file system
     * @param free bytes there
     * @param reserve bytes to keep free
     * @param torrents how many wait, or continue
     */
    public void space(boolean isLow, Path folder, long free, long reserve, int torrents) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(PolicyTopics.FOLDER, folder.toString());
        properties.put(PolicyTopics.FREE, free);
        properties.put(PolicyTopics.RESERVE, reserve);
        properties.put(PolicyTopics.TORRENTS, torrents);
        post(isLow ? PolicyTopics.SPACE_LOW : PolicyTopics.SPACE_FREED, properties);
    }

    private void post(String topic, Map<String, Object> properties) {
        properties.put(PolicyTopics.SESSION, session);
        properties.put(PolicyTopics.TIMESTAMP, clock.millis());
        outlet.accept(new Event(topic, properties));
    }
}
