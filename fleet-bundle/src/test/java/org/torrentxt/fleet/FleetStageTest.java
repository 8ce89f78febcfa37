package org.torrentxt.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.fleet.cluster.Wait;

/** Three nodes: what is deployed to the first of them is continued or rolled back. */
class FleetStageTest {
    private ThreeNodes nodes;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        nodes = new ThreeNodes(folder);
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    private InfoHashes reseeded(InfoHashes former, int content) throws Exception {
        nodes.sessions()
                .get(0)
                .find(former.best().orElseThrow())
                .orElseThrow()
                .remove(false)
                .toCompletableFuture()
                .join();
        return nodes.seeded(0, content);
    }

    @Test
    void aStageIsContinuedWithoutFetchingAgainAndAnotherRolledBack() throws Exception {
        nodes.awaitNodes(3);
        InfoHashes first = nodes.seeded(0, 1);
        nodes.fleets()
                .get(0)
                .deploy(DeployTorrent.builder("maps", first).first(1).build(), ThreeNodes.KEYS);
        nodes.awaitComplete(1, 1);
        Wait.until(
                "the other waits",
                () -> ThreeNodes.state(nodes.fleets().get(0), "node2").equals(Optional.of(DeploymentState.WAITING)));
        assertThat(nodes.sessions().get(2).torrentCount()).isZero();
        int torrent = nodes.sessions().get(1).statuses().get(0).id();

        assertThat(nodes.fleets()
                        .get(2)
                        .continueDeployment("maps", ThreeNodes.KEYS)
                        .sequence())
                .isEqualTo(2);
        nodes.awaitComplete(2, 2);
        assertThat(nodes.sessions().get(1).statuses())
                .extracting(each -> each.id())
                .containsExactly(torrent);

        InfoHashes second = reseeded(first, 2);
        nodes.fleets()
                .get(0)
                .deploy(DeployTorrent.builder("maps", second).first(1).build(), ThreeNodes.KEYS);
        nodes.awaitComplete(3, 1);
        assertThat(nodes.fetched(1, 1)).as("to return to").exists();
        assertThat(nodes.fleets()
                        .get(1)
                        .rollback("maps", ThreeNodes.KEYS)
                        .orElseThrow()
                        .content()
                        .infoHashes())
                .isEqualTo(first);
        Wait.until("rolled back", () -> !Files.exists(nodes.fetched(1, 3)));
        assertThat(nodes.sessions().get(1).statuses())
                .extracting(each -> each.id())
                .containsExactly(torrent);
        assertThat(nodes.sessions().get(2).torrentCount()).isEqualTo(1);
        assertThat(nodes.fetched(2, 2)).exists();
    }
}
