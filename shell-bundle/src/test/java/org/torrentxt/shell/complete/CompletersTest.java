package org.torrentxt.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.support.completers.ArgumentCommandLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.shell.fake.FakeServices;
import org.torrentxt.testing.FakeFleet;
import org.torrentxt.testing.FakePolicies;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.FakeStore;
import org.torrentxt.testing.StatusBuilder;

class CompletersTest {
    private final FakeServices services = new FakeServices(
            new FakeSession(
                    "default", StatusBuilder.status(3).name("ubuntu.iso").build()),
            new FakeSession("other", StatusBuilder.status(7).build()));

    @Test
    void torrentIdsHaveTheirNamesBesideThem() {
        assertThat(new TorrentIdCompleter().candidates(services, List.of("torrent:info", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(tuple("3", "ubuntu.iso"));
    }

    @Test
    void namesBesideThemDoNothingToTheTerminal() {
        FakeSession session = new FakeSession(
                "default", StatusBuilder.status(3).name("a\u001b[2J").build());

        assertThat(new TorrentIdCompleter().candidates(new FakeServices(session), List.of("torrent:info", "")))
                .extracting(Candidate::descr)
                .containsExactly("a\ufffd[2J");
    }

    @Test
    void torrentIdsAreOfTheSessionNamed() {
        assertThat(new TorrentIdCompleter().candidates(services, List.of("torrent:info", "--session", "other", "")))
                .extracting(Candidate::value)
                .containsExactly("7");
    }

    @Test
    void torrentIdsOfNoSessionAreNone() {
        assertThat(new TorrentIdCompleter().candidates(new FakeServices(), List.of("torrent:info", "")))
                .isEmpty();
    }

    @Test
    void whatIsOnOrOffIsCompletedAsThat() {
        assertThat(new SettingValueCompleter().candidates(services, List.of("torrent:set", "enable_dht", "")))
                .extracting(Candidate::value)
                .containsExactly("true", "false");
        assertThat(new SettingValueCompleter().candidates(services, List.of("torrent:set", "connections_limit", "")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "5-9", "0123456789abcdef0123456789abcdef01234567"})
    void idsRangesAndHashesPassAsArguments(String word) {
        List<String> candidates = new ArrayList<>();

        assertThat(new TorrentIdCompleter().complete(null, new ArgumentCommandLine(word, word.length()), candidates))
                .isZero();
        assertThat(candidates).containsExactly(word + " ");
    }

    @Test
    void aHashIsCompletedFromItsBeginning() {
        String hash = String.format("%040x", 7);

        assertThat(new TorrentIdCompleter().candidates(services, List.of("torrent:info", "--session", "other", "0000")))
                .extracting(Candidate::value)
                .containsExactly("7", hash);
    }

    @Test
    void infoHashesHaveTheirNamesBesideThem() {
        assertThat(new InfoHashCompleter().candidates(services, List.of("dht:peers", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(tuple(String.format("%040x", 3), "ubuntu.iso"));
    }

    @Test
    void filesAreOfTheTorrentNamed() {
        assertThat(new FileIndexCompleter().candidates(services, List.of("torrent:priority", "3", "skip", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(tuple("0", "ubuntu.iso"));
        assertThat(new FileIndexCompleter()
                        .candidates(services, List.of("torrent:priority", "--session", "other", "7", "skip", "")))
                .extracting(Candidate::descr)
                .containsExactly("torrent-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "x"})
    void filesOfNoTorrentAreNone(String torrent) {
        assertThat(new FileIndexCompleter().candidates(services, List.of("torrent:priority", torrent)))
                .isEmpty();
    }

    @Test
    void trackersAreOfTheTorrentNamed() {
        assertThat(new TrackerUrlCompleter().candidates(services, List.of("torrent:tracker-remove", "3", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(tuple("http://127.0.0.1:6969/announce", "tier 0"));
    }

    @Test
    void settingsHaveTheirValuesBesideThemButNoPasswords() {
        assertThat(new SettingNameCompleter().candidates(services, List.of("torrent:get", "")))
                .extracting(Candidate::value, Candidate::descr)
                .contains(tuple("connections_limit", "200"), tuple("proxy_password", "(hidden)"));
    }

    @Test
    void flagsAreCompletedByTheirNames() {
        List<String> candidates = new ArrayList<>();
        new FlagCompleter().complete(null, new ArgumentCommandLine("seq", 3), candidates);
        assertThat(candidates).containsExactly("sequential_download ");
    }

    @Test
    void labelsInUseHaveTheirNumberBesideThem() {
        FakeSession session = new FakeSession(
                "default",
                StatusBuilder.status(1).labels("linux", "to do").build(),
                StatusBuilder.status(2).labels("linux", "it's").build());

        assertThat(new LabelCompleter().candidates(new FakeServices(session), List.of("torrent:list", "--label", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(
                        tuple("\"it's\"", "1 torrent"), tuple("linux", "2 torrents"), tuple("'to do'", "1 torrent"));
        assertThat(new LabelCompleter().candidates(new FakeServices(), List.of("torrent:list", "--label", "")))
                .isEmpty();
    }

    @Test
    void attributesInUseAreCompletedByTheirKeys() {
        FakeSession session = new FakeSession(
                "default",
                StatusBuilder.status(1)
                        .attribute("owner", "alice")
                        .attribute("a key", "v")
                        .build(),
                StatusBuilder.status(2).attribute("owner", "bob").build());
        FakeServices services = new FakeServices(session);

        assertThat(new AttributeKeyCompleter().candidates(services, List.of("torrent:attribute", "--remove", "")))
                .extracting(Candidate::value)
                .containsExactly("'a key'", "owner");
        assertThat(new AttributeCompleter().candidates(services, List.of("torrent:attribute", "--set", "")))
                .extracting(Candidate::value, Candidate::complete)
                .containsExactly(tuple("owner=", false));
    }

    @Test
    void sessionsAreCompletedByName() {
        assertThat(new SessionNameCompleter().candidates(services, List.of()))
                .extracting(Candidate::value)
                .containsExactly("default", "other");
    }

    @Test
    void alertsAreCompletedByTheBeginningOfTheirNames() {
        List<String> candidates = new ArrayList<>();
        new AlertNameCompleter().complete(null, new ArgumentCommandLine("torrentFin", 10), candidates);
        assertThat(candidates).containsExactly("torrentFinished ");
    }

    @Test
    void blobsHaveTheirSizesBesideThem() {
        assertThat(new BlobTargetCompleter()
                        .candidates(new FakeServices(new FakeStore()), List.of("dht:blob-forget", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(tuple("ab".repeat(20), "2.0 KiB"));
    }

    @Test
    void followedReleasesAreCompletedByTheirKeysOrElseByTheirPublicKeys() {
        String keyed = "magnet:?xs=urn:btpk:" + "ab".repeat(32) + "&s=6e696768746c79";
        String keyless = "magnet:?xs=urn:btpk:" + "cd".repeat(32);

        assertThat(new FollowedReleaseCompleter()
                        .candidates(new FakeServices(new FakeStore(keyed, keyless)), List.of("dht:unfollow", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(tuple("nightly", keyed), tuple("cd".repeat(32), keyless));
    }

    @Test
    void identitiesOfNoStoreAreNone() {
        assertThat(new IdentityCompleter().candidates(new FakeServices(), List.of()))
                .isEmpty();
    }

    @Test
    void groupsOfTheSessionAreCompletedWithTheirLimits() {
        FakePolicies policies = new FakePolicies("default");
        policies.set(RateGroup.builder("Old films").downloadLimit(500 * 1024).build());
        FakePolicies others = new FakePolicies("other");
        others.set(RateGroup.builder("series").build());
        FakeServices services = new FakeServices(new FakeSession("default"), policies, others);
        assertThat(new GroupCompleter().candidates(services, List.of("torrent:group", "--set", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(tuple("'Old films'", "500.0 KiB/s down, none up"));
        assertThat(new GroupCompleter().candidates(new FakeServices(), List.of("torrent:group", "--set", "")))
                .isEmpty();
    }

    @Test
    void categoriesOfTheSessionAreCompletedWithTheirFolders() {
        FakePolicies policies = new FakePolicies("default");
        policies.categories()
                .add(Category.builder("Old films").savePath("/data/{name}").build());
        policies.categories().add(Category.builder("any").build());
        FakePolicies others = new FakePolicies("other");
        others.categories().add(Category.builder("series").build());
        FakeServices services = new FakeServices(new FakeSession("default"), policies, others);
        assertThat(new CategoryCompleter().candidates(services, List.of("torrent:add", "--category", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(tuple("'Old films'", "/data/{name}"), tuple("any", "the session's save path"));
    }

    @Test
    void deploymentsAndLabelsAreOfTheFleet() {
        FakeFleet fleet = new FakeFleet("node1");
        DhtKeyPair keys = DhtKeyPair.fromSeed("ab".repeat(32));
        fleet.deploy(
                DeployTorrent.builder("maps", InfoHashes.of(new InfoHash("ab".repeat(20))))
                        .build(),
                keys);
        FleetNode.Builder node = FleetNode.builder("node1", Endpoint.address("192.0.2.1"));
        fleet.setNodes(
                node.labels(Map.of("site", "basel")).build(),
                node.labels(Map.of("site", "basel", "rack", "4")).build());
        FakeServices there = new FakeServices(fleet);

        assertThat(new DeploymentCompleter().candidates(there, List.of("fleet:undeploy", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(tuple("maps", keys.publicKey().hex()));
        assertThat(new NodeLabelCompleter().candidates(there, List.of("fleet:deploy", "--to", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(tuple("rack=4", "1 node"), tuple("site=basel", "2 nodes"));
        assertThat(new NodeCompleter().candidates(there, List.of("fleet:list", "--node", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(tuple("node1", "site=basel"), tuple("node1", "rack=4, site=basel"));
        assertThat(new DeploymentCompleter().candidates(new FakeServices(), List.of("fleet:undeploy", "")))
                .isEmpty();
    }
}
