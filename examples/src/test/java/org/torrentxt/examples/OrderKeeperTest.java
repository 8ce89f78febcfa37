package org.torrentxt.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.testing.AlertBuilder;
import org.torrentxt.testing.FakeSession;

class OrderKeeperTest {
    private final FakeSession session = new FakeSession("default");
    private final OrderKeeper orders = new OrderKeeper(session);

    @Test
    void whatIsKnownOfAnOrderIsKeptWithItsTorrent() throws Exception {
        Torrent torrent = orders.download("magnet:?xt=urn:btih:" + "ab".repeat(20), "4711");
        Alert finished = AlertBuilder.alert(torrent).finished();
        assertThat(finished.properties())
                .containsEntry("session", "default")
                .containsEntry("attribute.com.acme.order", "4711"); // what its filter selects

        orders.handleEvent(new Event(finished.type().topic(), finished.properties()));

        assertThat(torrent.labels()).containsExactly("orders");
        assertThat(torrent.attributes()).isEqualTo(Map.of("com.acme.order", "4711", "com.acme.delivered", "true"));
    }
}
