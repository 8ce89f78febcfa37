package org.torrentxt.web.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.policy.Category;
import org.torrentxt.testing.FakePolicies;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Categories of torrents by the protocol. */
class CategoryRpcTest {
    private static final String MAGNET = "magnet:?xt=urn:btih:" + "ab".repeat(20);
    private static final String OTHER = "magnet:?xt=urn:btih:" + "cd".repeat(20);

    private final FakePolicies policies = new FakePolicies("default", "films", "iso");
    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1).attribute(Category.ATTRIBUTE, "gone").build(),
            StatusBuilder.status(2).build());
    private final FakeSession other =
            new FakeSession("other", StatusBuilder.status(1).build());
    private final RpcClient client = RpcClient.serving(session, other);

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void isShownAndChanged() {
        client.server().add(policies);
        assertThat(client.field(1, "category")).isEqualTo("gone");
        assertThat(client.field(2, "category")).isEqualTo("");
        client.call("torrent-set", "{'ids':[1,2],'category':' films '}");
        assertThat(client.field(1, "category")).isEqualTo("films");
        assertThat(client.field(2, "category")).isEqualTo("films");
        client.call("torrent-set", "{'ids':2,'category':''}");
        assertThat(client.field(2, "category")).isEqualTo("");
        assertThat(policies.categories().moved()).isEmpty();
        client.call("torrent-set", "{'ids':[1,2],'category':'films','category-move':true}");
        assertThat(policies.categories().moved()).containsExactly(1, 2); // also what is in it already
    }

    @Test
    void isThatOfAnAddedTorrent() {
        client.server().add(policies);
        client.call("torrent-add", "{'filename':'" + MAGNET + "','category':'iso'}");
        assertThat(session.requests().get(0).attributes()).containsEntry(Category.ATTRIBUTE, "iso");
        assertThat(client.result("torrent-add", "{'filename':'" + MAGNET + "','category':'x'}"))
                .isEqualTo("no such category: 'x'; expected one of films, iso");
        assertThat(session.requests()).hasSize(1);
    }

    @Test
    void itsFolderPrecedesTheOneForNewTorrents() {
        client.call("session-set", "{'download-dir':'/new'}");
        policies.categories().add(Category.builder("films").savePath("/films").build());
        client.server().add(policies);
        client.call("torrent-add", "{'filename':'" + MAGNET + "','category':'films'}");
        client.call("torrent-add", "{'filename':'" + OTHER + "','category':'iso'}");
        assertThat(session.requests().get(0).savePath()).contains(Path.of("/films"));
        assertThat(session.requests().get(1).savePath()).contains(Path.of("/new"));
    }

    @Test
    void thatWhichIsGoneMayBeSentBack() {
        client.server().add(policies);
        client.call("torrent-set", "{'ids':1,'category':'gone','labels':['new']}");
        assertThat(client.field(1, "category")).isEqualTo("gone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'category':'x','labels':['new']|no such category: 'x'; expected one of films, iso",
                "'category':'gone','labels':['new']|no such category: 'gone'; expected one of films, iso",
                "'category':7|invalid category: expected a text, got 7",
                "'category-move':true,'labels':['new']|invalid category: expected a category, as category-move is true"
            })
    void nothingIsChangedIfOneValueIsWrong(String arguments, String result) {
        client.server().add(policies);
        assertThat(client.result("torrent-set", "{'ids':[1,2]," + arguments + "}"))
                .startsWith(result);
        assertThat(client.field(2, "category")).isEqualTo("");
        assertThat(session.find(2).orElseThrow().labels()).isEmpty();
    }

    @Test
    void withoutPoliciesItIsRefused() {
        RpcClient without = client.at("/transmission/other/rpc");
        assertThat(without.result("torrent-set", "{'ids':1,'category':'films'}"))
                .startsWith("category cannot be changed: the session has no policies; install the feature");
        assertThat(without.result("torrent-add", "{'filename':'" + MAGNET + "','category':'films'}"))
                .startsWith("category cannot be changed: the session has no policies");
        without.call("torrent-set", "{'ids':1,'category':''}");
        assertThat(other.requests()).isEmpty();
    }
}
