package org.torrentxt.shell.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.json.Json;
import org.torrentxt.testing.FakeStore;

class StatusViewTest {
    @Test
    void aBlobAndHowItStandsWithItAreOneObject() {
        assertThat(Json.write(StatusView.document(FakeStore.blob(DhtPublicationState.PUBLISHED))))
                .isEqualTo(
                        "{\"target\":\"" + "ab".repeat(20) + "\",\"length\":2048,\"items\":4,\"state\":\"published\","
                                + "\"numNodes\":-1,\"lastPublished\":0,\"nextAttempt\":3600,\"lastError\":null}");
    }

    @Test
    void aFollowedReleaseAndWhatCameOfItAreOneObject() {
        String magnet = "magnet:?dn=n&xs=urn:btpk:" + "cd".repeat(32) + "&s=6e";

        assertThat(Json.write(FollowedView.document(FakeStore.followed(magnet, Optional.empty()))))
                .isEqualTo("{\"magnet\":\"" + magnet + "\",\"publicKey\":\"" + "cd".repeat(32) + "\",\"key\":\"n\","
                        + "\"savePath\":null,\"replacing\":false,\"seq\":-1,\"infoHash\":null,\"lastLooked\":null,"
                        + "\"nextLook\":0,\"lastError\":null}");
    }
}
