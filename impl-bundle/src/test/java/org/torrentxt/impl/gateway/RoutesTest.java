package org.torrentxt.impl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final String SERVER = "127.0.0.1:1";

    private long now;
    private final Routes routes = new Routes(() -> now);

    private String add(int torrent, String url) {
        return routes.add(new Route.Key(torrent, Route.Kind.TRACKER, url), SERVER);
    }

    @Test
    void theRoutesOfARemovedTorrentAreDroppedAfterAWhileAndThoseOfOthersStay() {
        String first = add(1, "http://127.0.0.1:2/announce");
        add(1, "http://127.0.0.1:3/announce");
        String second = add(2, "http://127.0.0.1:2/announce");
        routes.forget(1);
        assertThat(routes.restore(first)).isEqualTo("http://127.0.0.1:2/announce");

        now += TimeUnit.MINUTES.toNanos(3);
        routes.forget(3); // which never had any
        assertThat(routes.size()).isOne();
        assertThat(routes.restore(first)).isEqualTo("(removed)");
        assertThat(routes.restore(second)).isEqualTo("http://127.0.0.1:2/announce");
        assertThat(add(2, "http://127.0.0.1:2/announce")).isEqualTo(second);
    }

    @Test
    void thoseOfAnEarlierPortOfTheGatewayAreDroppedToo() {
        add(1, "http://127.0.0.1:2/announce");
        routes.add(new Route.Key(1, Route.Kind.TRACKER, "http://127.0.0.1:2/announce"), "127.0.0.1:9");
        assertThat(routes.size()).isEqualTo(2);
        routes.forget(1);
        now += TimeUnit.MINUTES.toNanos(3);
        routes.forget(2);
        assertThat(routes.size()).isZero();
    }

    @Test
    void manyAreRemovedAtOnce() {
        int many = 50_000; // by looking through all routes for each, this would take minutes
        for (int torrent = 0; torrent < many; torrent++) {
            add(torrent, "http://127.0.0.1:2/announce");
        }
        for (int torrent = 0; torrent < many; torrent++) {
            routes.forget(torrent);
        }
        now += TimeUnit.MINUTES.toNanos(3);
        routes.forget(many);
        assertThat(routes.size()).isZero();
    }
}
