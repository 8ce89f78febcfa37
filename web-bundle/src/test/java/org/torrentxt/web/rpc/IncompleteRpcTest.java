package org.torrentxt.web.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Torrents that clients add where there is a folder for incomplete ones. */
class IncompleteRpcTest {
    private static final String MAGNET = "magnet:?xt=urn:btih:" + "ab".repeat(20);
    private static final String OTHER = "magnet:?xt=urn:btih:" + "cd".repeat(20);

    @TempDir
    Path folder;

    @Test
    void aTorrentIsPutAsideUntilItIsComplete() {
        FakeSession session = new FakeSession("default");
        Path films = folder.resolve("films");
        Path incomplete = folder.resolve("incomplete");
        try (RealPolicies running =
                        new RealPolicies(folder, session, Map.of("incomplete.path", incomplete.toString()));
                RpcClient client = RpcClient.serving(session)) {
            client.call("torrent-add", "{'filename':'" + MAGNET + "','download-dir':'" + films + "'}");
            client.server().add(running.service());
            client.call("torrent-add", "{'filename':'" + OTHER + "','download-dir':'" + films + "'}");
        }
        List<AddTorrent> requests = session.requests();
        assertThat(requests.get(0).savePath()).contains(films);
        assertThat(requests.get(0).attributes()).isEmpty();
        assertThat(requests.get(1).savePath()).contains(incomplete);
        assertThat(requests.get(1).attributes())
                .isEqualTo(Map.of(
                        Category.SAVE_PATH_ATTRIBUTE,
                        films.toString(),
                        Category.INCOMPLETE_PATH_ATTRIBUTE,
                        incomplete.toString()));
    }

    private static Map<String, Object> shown(RpcClient client) {
        return client.call("session-get", "{'fields':['incomplete-dir','incomplete-dir-enabled']}");
    }

    private static Map<String, Object> fields(Object folder, boolean isOn) {
        return Map.of("incomplete-dir", folder.toString(), "incomplete-dir-enabled", isOn);
    }

    @Test
    void theFolderIsShownAndSet() {
        FakeSession session = new FakeSession("default");
        Path incomplete = folder.resolve("incomplete");
        try (RealPolicies running = new RealPolicies(folder, session);
                RpcClient client = RpcClient.serving(session)) {
            client.server().add(running.service());
            assertThat(shown(client)).isEqualTo(fields("", false));
            assertThat(client.result("session-set", "{'incomplete-dir-enabled':true}"))
                    .isEqualTo("incomplete-dir-enabled cannot be true without a folder; set incomplete-dir, too");
            client.call("session-set", "{'incomplete-dir':'" + incomplete + "'}");
            assertThat(shown(client)).isEqualTo(fields(incomplete, false));
            assertThat(running.service().categories().incompletePath()).isEmpty();
            client.call("session-set", "{'incomplete-dir-enabled':true}");
            assertThat(shown(client)).isEqualTo(fields(incomplete, true));
            assertThat(running.service().categories().incompletePath()).contains(incomplete);

            for (String wrong : List.of("x", folder + "/$x", folder + "/x ")) {
                assertThat(client.result("session-set", "{'incomplete-dir':'" + wrong + "','seedRatioLimited':true}"))
                        .contains("expected the full path of a folder");
                assertThat(running.service().shares().limits().ratio()).isEmpty();
            }
            assertThat(client.result("session-set", "{'incomplete-dir':''}"))
                    .isEqualTo("invalid incomplete-dir: expected a folder; to use none, set incomplete-dir-enabled to"
                            + " false, got ''");
            client.call("session-set", "{'incomplete-dir-enabled':false,'incomplete-dir':''}");
            assertThat(shown(client)).isEqualTo(fields(incomplete, false));
            assertThat(running.service().categories().incompletePath()).isEmpty();
        }
    }

    @Test
    void theSuffixIsShownAndSet() {
        FakeSession session = new FakeSession("default");
        try (RealPolicies running = new RealPolicies(folder, session);
                RpcClient client = RpcClient.serving(session)) {
            assertThat(suffix(client)).isEqualTo(false);
            client.server().add(running.service());
            assertThat(suffix(client)).isEqualTo(false);
            client.call("session-set", "{'rename-partial-files':true}");
            assertThat(suffix(client)).isEqualTo(true);
            client.call("torrent-add", "{'filename':'" + MAGNET + "'}");
            assertThat(client.result("session-set", "{'rename-partial-files':'x','seedRatioLimited':true}"))
                    .contains("invalid rename-partial-files");
            assertThat(running.service().shares().limits().ratio()).isEmpty();
            client.call("session-set", "{'rename-partial-files':false}");
            assertThat(suffix(client)).isEqualTo(false);
            client.call("torrent-add", "{'filename':'" + OTHER + "'}");
        }
        assertThat(session.requests()).extracting(AddTorrent::hasPartSuffix).containsExactly(true, false);
    }

    private static Object suffix(RpcClient client) {
        return client.call("session-get", "{'fields':['rename-partial-files']}").get("rename-partial-files");
    }

    @Test
    void withoutPoliciesThereIsNone() {
        try (RpcClient client = RpcClient.serving(new FakeSession("default"))) {
            assertThat(shown(client)).isEqualTo(fields("", false));
            assertThat(client.result("session-set", "{'incomplete-dir':'/x'}"))
                    .isEqualTo(
                            "invalid incomplete-dir: expected an empty text (the session has no policies; install the"
                                    + " feature torrentxt-policy), got '/x'");
            client.call("session-set", "{'incomplete-dir':'','incomplete-dir-enabled':false}");
        }
    }

    @Test
    void whatWaitsForSpaceSaysSo() {
        FakeSession session = new FakeSession(
                "default",
                StatusBuilder.status(1).attribute(SpacePolicy.ATTRIBUTE, "true").build(),
                StatusBuilder.status(2).build());
        try (RpcClient client = RpcClient.serving(session)) {
            assertThat(client.call("torrent-get", "{'fields':['id','error','errorString']}")
                            .get("torrents"))
                    .isEqualTo(List.of(
                            Map.of(
                                    "id",
                                    1L,
                                    "error",
                                    3L,
                                    "errorString",
                                    "its disk has less free space than space.reserve; it continues with more"),
                            Map.of("id", 2L, "error", 0L, "errorString", "")));
        }
    }
}
