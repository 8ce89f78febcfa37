package org.torrentxt.shell.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.HashedFile;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.store.DhtIdentities;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.artifact.MavenArtifact;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.publish.ArtifactFolder;
import org.torrentxt.shell.publish.KarFile;
import org.torrentxt.testing.FakeFleet;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class FleetCommandsTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final String HASH = String.format("%040x", 3);

    @TempDir
    Path folder;

    private final FakeFleet fleet = new FakeFleet("node1");
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(3).build());
    private final List<Path> hashed = new ArrayList<>();
    private final TorrentCreator creator = request -> {
        hashed.add(request.content());
        return CompletableFuture.completedFuture(
                CreatedTorrent.builder("hello".getBytes(UTF_8), InfoHashes.of(new InfoHash("cd".repeat(20))))
                        .name("maps")
                        .savePath(folder)
                        .hashedFiles(List.of(new HashedFile("maps", 5, Instant.EPOCH)))
                        .build());
    };
    private boolean isSealed;

    @BeforeEach
    void nodes() {
        fleet.setNodes(node("node1", "zug"), node("node2", "basel"), node("node3", "basel"));
    }

    private FakeConsole console() {
        return new FakeConsole(folder, session, fleet, creator, store());
    }

    private static FleetNode node(String name, String site, NodeDeployment... reports) {
        return FleetNode.builder(name, Endpoint.address("192.0.2.1"))
                .labels(Map.of("site", site))
                .listenPort(6881)
                .isLocal(name.equals("node1"))
                .deployments(List.of(reports))
                .build();
    }

    private static NodeDeployment report(long sequence, DeploymentState state, int percent, String reason) {
        return NodeDeployment.builder("maps", KEYS.publicKey(), sequence)
                .state(state)
                .percent(percent)
                .reason(reason)
                .build();
    }

    private Deployment maps(String... site) {
        return fleet.deploy(
                DeployTorrent.builder("maps", InfoHashes.of(new InfoHash(HASH)))
                        .labels(site.length == 0 ? Map.of() : Map.of("site", site[0]))
                        .build(),
                KEYS);
    }

    private DhtStore store() {
        DhtIdentity alice =
                DhtIdentity.builder("alice", KEYS.publicKey()).sealed(isSealed).build();
        DhtIdentities identities = proxy(DhtIdentities.class, (method, arguments) -> switch (method) {
            case "find" -> Optional.of(alice).filter(each -> each.name().equals(arguments[0]));
            case "exportSeed" -> {
                assertThat(arguments).hasSize(isSealed ? 2 : 1);
                if (isSealed) {
                    assertThat((char[]) arguments[1]).containsExactly("secret".toCharArray());
                }
                yield KEYS.seed();
            }
            default -> throw new UnsupportedOperationException(method);
        });
        return proxy(DhtStore.class, (method, arguments) -> identities);
    }

    @FunctionalInterface
    private interface Answers {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
    }

    @Test
    void withoutAFleetEachCommandSaysHowToBeInOne() {
        FakeConsole alone = new FakeConsole(folder, session, creator, store());
        List<Action> commands = List.of(
                new NodesCommand(),
                new ListCommand(),
                new DeploymentsCommand(),
                new DeployCommand(),
                new PublishCommand(),
                new UndeployCommand(),
                new ContinueCommand(),
                new RollbackCommand(),
                new PauseCommand(),
                new ResumeCommand(),
                new LimitCommand());

        for (Action command : commands) {
            String[] words = command instanceof DeployCommand
                    ? new String[] {"--name", "maps", "--key", "alice", HASH}
                    : command instanceof PublishCommand
                            ? new String[] {"--key", "alice", "mvn:com.acme/maps/1.0"}
                            : command instanceof UndeployCommand
                                            || command instanceof ContinueCommand
                                            || command instanceof RollbackCommand
                                            || command instanceof ControlAction
                                    ? new String[] {"--key", "alice", "maps"}
                                    : new String[0];
            assertThatThrownBy(() -> alone.run(command, words))
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("this node is in no fleet: the feature is not installed")
                    .hasMessageContaining("feature:install torrentxt-fleet");
        }
        assertThat(Fleets.missing(true)).hasMessageContaining("etc/org.torrentxt.fleet.cfg is missing or invalid");
    }

    private String control(Action command, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("--key", "alice"));
        all.addAll(List.of(words));
        all.add("maps");
        return console().run(command, all.toArray(String[]::new));
    }

    private List<NodeControl> controls() {
        return fleet.deployments().get(0).content().controls();
    }

    @Test
    void aDeploymentIsPausedAndLimitedOnNodesUntilThatIsEnded() throws Exception {
        maps();
        assertThat(control(new PauseCommand(), "--to", "site=basel"))
                .isEqualTo("Paused: maps on nodes with site=basel, as version 2");
        assertThat(control(new LimitCommand(), "--to", "site=basel", "--up", "100KiB"))
                .isEqualTo("Limited: maps on nodes with site=basel, as version 3");
        assertThat(control(new LimitCommand(), "--down", "2MiB")).isEqualTo("Limited: maps on all nodes, as version 4");
        NodeControl basel = NodeControl.builder(Map.of("site", "basel"))
                .isPaused(true)
                .uploadLimit(100 << 10)
                .build();
        NodeControl all = NodeControl.builder(Map.of()).downloadLimit(2 << 20).build();
        assertThat(controls()).containsExactlyInAnyOrder(basel, all);
        assertThat(console().run(new DeploymentsCommand(), "--no-format"))
                .endsWith("paused, up 100.0 KiB/s on nodes with site=basel; down 2.0 MiB/s on all nodes");
        assertThat(console().run(new DeploymentsCommand(), "--json"))
                .contains(
                        "{\"labels\":{\"site\":\"basel\"},\"paused\":true,\"downloadLimit\":0,\"uploadLimit\":102400}");

        maps(); // a new version
        assertThat(controls()).containsExactlyInAnyOrder(basel, all);
        control(new ResumeCommand(), "--to", "site=basel");
        control(new LimitCommand(), "--to", "site=basel", "--up", "none");
        assertThat(control(new LimitCommand(), "--down", "none")).endsWith("as version 8");
        assertThat(controls()).isEmpty();
        assertThat(control(new LimitCommand(), "--down", "none")).as("again").endsWith("as version 8");
    }

    @Test
    void controlsThatAreWrongAreRefused() {
        maps();
        assertThatThrownBy(() -> control(new LimitCommand())).hasMessage("specify --down or --up, or both");
        assertThatThrownBy(() -> control(new LimitCommand(), "--up", "fast"))
                .hasMessageContaining("rate 'fast' for --up");
        assertThatThrownBy(() -> control(new LimitCommand(), "--up", "3GiB"))
                .hasMessage("invalid --up '3GiB': expected at most 2047MiB, or none");
        assertThatThrownBy(() -> control(new PauseCommand(), "--to", "basel")).hasMessageContaining("KEY=VALUE");
        assertThatThrownBy(() -> control(new ResumeCommand(), "--to", "site=basel"))
                .hasMessage("not paused on nodes with site=basel; fleet:deployments shows what is paused");
        assertThatThrownBy(() -> console().run(new PauseCommand(), "--key", "alice", "other"))
                .hasMessageStartingWith("no such deployment: 'other' of key " + KEYS.publicKey());
        assertThat(controls()).isEmpty();
    }

    @Test
    void nodesAreListedWithWhatTheyHave() throws Exception {
        maps();
        fleet.setNodes(
                node("node1", "zug", report(1, DeploymentState.COMPLETE, 100, "")),
                node("node2", "basel", report(1, DeploymentState.FAILED, 7, "disk full")).toBuilder()
                        .numTorrents(12)
                        .numErrors(1)
                        .downloadRate(1_200_000)
                        .build());

        assertThat(console().run(new NodesCommand(), "--no-format"))
                .isEqualTo("node1\t192.0.2.1\t6881\tsite=zug\t1/1\t0\tyes\t-\t0\t\t\n"
                        + "node2\t192.0.2.1\t6881\tsite=basel\t0/1\t1\t\t12\t1\t1.1 MiB/s");
        assertThat(console().run(new NodesCommand(), "--json"))
                .contains(
                        "\"name\":\"node2\"",
                        "\"labels\":{\"site\":\"basel\"}",
                        "\"numFailed\":1",
                        "\"numTorrents\":12")
                .contains("\"numTorrents\":-1");
    }

    @Test
    void onlyNodesWithTheLabelsAndReportsOfThatVersionCount() throws Exception {
        maps("basel");
        assertThat(maps("basel").sequence()).isEqualTo(2);
        fleet.setNodes(
                node("node1", "zug", report(2, DeploymentState.COMPLETE, 100, "")),
                node("node2", "basel", report(1, DeploymentState.COMPLETE, 100, "")),
                node("node3", "basel", report(2, DeploymentState.FETCHING, 50, "")));

        assertThat(console().run(new ListCommand(), "--no-format"))
                .isEqualTo("maps\t2\tnode2\t0.0 %\twaiting\t\nmaps\t2\tnode3\t50.0 %\tfetching");
        assertThat(console().run(new DeploymentsCommand(), "--no-format", "maps"))
                .isEqualTo("maps\t" + KEYS.publicKey().hex().substring(0, 16) + "\t2\t\t0/2\t25.0 %\tfetching");
        assertThat(console().run(new DeploymentsCommand()))
                .contains("25.0 %", "0/2")
                .containsPattern("\\[[█#]{3}");
    }

    @Test
    void whatIsCompleteIsOmittedIfAskedTo() throws Exception {
        maps();
        fleet.setNodes(
                node("node1", "zug", report(1, DeploymentState.COMPLETE, 100, "")),
                node("node2", "basel", report(1, DeploymentState.FAILED, 7, "disk full")));

        assertThat(console().run(new ListCommand(), "--no-format", "--incomplete"))
                .isEqualTo("maps\t1\tnode2\t7.0 %\tfailed\tdisk full");
        assertThat(console().run(new DeploymentsCommand(), "--no-format"))
                .endsWith("\t1/2\t53.5 %\tfailed\tnode2: disk full");
    }

    @Test
    void theWatchEndsWithTheLastNode() throws Exception {
        maps();
        List<List<Progress>> shown = new ArrayList<>();
        RolloutWatch watch = new RolloutWatch(() -> Rollout.of(fleet, Optional.of("maps")), true, span -> {
            boolean isLast = shown.size() == 2;
            fleet.setNodes(
                    node("node1", "zug", report(1, DeploymentState.COMPLETE, 100, "")),
                    node(
                            "node2",
                            "basel",
                            report(1, isLast ? DeploymentState.COMPLETE : DeploymentState.FETCHING, 100, "")));
        });
        assertThat(watch.run(shown::add, Optional.empty())).hasSize(1);

        assertThat(shown).hasSize(3);
        assertThat(shown.get(1))
                .extracting(Progress::sentence)
                .containsExactly("node1: complete 100.0 %", "node2: fetching 99.0 %");
        assertThat(console().run(new DeploymentsCommand(), "--watch")).endsWith("Complete: maps");
    }

    @Test
    void theWatchEndsAtItsLimitAndWhenThereIsNothingLeft() {
        maps();
        assertThatThrownBy(() -> new RolloutWatch(() -> Rollout.of(fleet, Optional.empty()), false, span -> {})
                        .run(states -> {}, Optional.of(Duration.ofMillis(1))))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("maps: waiting 0.0 %, 0/3 nodes");
        assertThatThrownBy(() -> new RolloutWatch(
                                () -> Rollout.of(fleet, Optional.of("maps")),
                                true,
                                span -> fleet.undeploy("maps", KEYS))
                        .run(states -> {}, Optional.empty()))
                .hasMessage("undeployed or replaced before all nodes had it");
    }

    @Test
    void aFileIsHashedSeededAndDeployed() throws Exception {
        Path file = Files.writeString(folder.resolve("maps"), "hello");
        session.onAdd(request -> {
            session.put(StatusBuilder.status(9).build());
            return session.find(9).orElseThrow();
        });

        String printed = console()
                .run(
                        new DeployCommand(),
                        "--name",
                        "maps",
                        "--key",
                        "alice",
                        "--to",
                        "site=basel",
                        "--keep-versions",
                        "2",
                        "--path",
                        "/srv/maps",
                        "maps");

        assertThat(printed).isEqualTo("Deployed: maps version 1 to 2 nodes, from torrent 9");
        assertThat(hashed).containsExactly(file);
        assertThat(session.requests()).singleElement().satisfies(request -> {
            assertThat(request.savePath()).contains(folder);
            assertThat(request.flags())
                    .contains(TorrentFlag.DISABLE_DHT, TorrentFlag.DISABLE_LSD, TorrentFlag.DISABLE_PEX);
        });
        assertThat(fleet.deployments()).singleElement().satisfies(deployment -> {
            assertThat(deployment.publicKey()).isEqualTo(KEYS.publicKey());
            assertThat(deployment.content())
                    .isEqualTo(DeployTorrent.builder("maps", InfoHashes.of(new InfoHash(String.format("%040x", 9))))
                            .labels(Map.of("site", "basel"))
                            .keep(2)
                            .folder(Optional.of(Path.of("/srv/maps")))
                            .build());
        });
    }

    private static ArtifactFolder.Source source(String content) {
        return url -> {
            assertThat(url).isEqualTo("mvn:com.acme/maps/1.0");
            return new ByteArrayInputStream(content.getBytes(UTF_8));
        };
    }

    private String publish(ArtifactFolder.Source source, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("--key", "alice"));
        words.addAll(List.of(options));
        words.add("mvn:com.acme/maps/1.0/jar");
        return console().run(new PublishCommand(source), words.toArray(String[]::new));
    }

    @Test
    void anArtifactIsPublishedWithItsChecksum() throws Exception {
        addAsTorrent9();
        String name = MavenArtifact.parse("mvn:com.acme/maps/1.0").deployment();

        assertThat(publish(source("hello"), "--to", "site=basel", "--path", "/srv/maven"))
                .isEqualTo("Published: mvn:com.acme/maps/1.0 to 2 nodes, as deployment " + name + ", from torrent 9");

        Path root = folder.resolve("published").resolve(name);
        Path jar = root.resolve("com/acme/maps/1.0/maps-1.0.jar");
        assertThat(jar).hasContent("hello");
        assertThat(jar.resolveSibling("maps-1.0.jar.sha1")).hasContent("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d");
        assertThat(hashed).containsExactly(root);
        assertThat(fleet.deployments()).singleElement().satisfies(deployment -> {
            assertThat(deployment.content().name()).isEqualTo(name);
            assertThat(deployment.content().labels()).isEqualTo(Map.of("site", "basel"));
            assertThat(deployment.content().folder()).contains(Path.of("/srv/maven"));
        });

        publish(source("hello"));
        assertThat(fleet.deployments())
                .singleElement()
                .satisfies(deployment -> assertThat(deployment.sequence()).isEqualTo(2));
        assertThatThrownBy(() -> publish(source("other")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("mvn:com.acme/maps/1.0 is not what was published before: " + jar);
        assertThat(jar).hasContent("hello");
        assertThat(folder.resolve("published")).isDirectoryContaining(root::equals);
        assertThat(folder.resolve("published").toFile().list()).hasSize(1);
    }

    @Test
    void aFeatureIsPublishedWithWhatItNeedsAndInstalled() throws Exception {
        addAsTorrent9();
        ArtifactFolder.Source source = url -> new ByteArrayInputStream((url.endsWith("features")
                        ? "<features name='a'><feature name='maps'><bundle>mvn:com.acme/maps/1.0</bundle>"
                                + "<bundle>http://example.org/x.jar</bundle></feature></features>"
                        : url)
                .getBytes(UTF_8));
        String url = "mvn:com.acme/maps/1.0/xml/features";
        MavenArtifact features = MavenArtifact.parse(url);
        assertThat(console().run(new PublishCommand(source), "--key", "alice", "--all", url))
                .contains(
                        "Artifacts: 2",
                        "http://example.org/x.jar",
                        "Published: " + url + " to 3 nodes, as deployment " + features.deployment());
        assertThat(hashed).containsExactly(folder.resolve("published").resolve(features.deployment()));

        console().run(new PublishCommand(source), "--key", "alice", "--install", "maps", "--first", "1", url);
        assertThat(fleet.deployments()).anySatisfy(deployment -> {
            assertThat(deployment.content().name()).isEqualTo("maps");
            assertThat(deployment.content().first()).isEqualTo(1);
            assertThat(deployment.content().install())
                    .contains(InstallFeature.builder("maps")
                            .repository("com/acme/maps/1.0/maps-1.0-features.xml")
                            .build());
        });
        console().run(new PublishCommand(source), "--key", "alice", "--install", "maps/0", url);
        assertThat(fleet.deployments())
                .anySatisfy(
                        deployment -> assertThat(deployment.content().install().map(InstallFeature::version))
                                .contains("0.0.0"));
        assertThatThrownBy(() -> console().run(new PublishCommand(source), "--key", "alice", "--install", "other", url))
                .hasMessage("no feature 'other' in " + url + "; there is: maps/0.0.0");
        assertThatThrownBy(() -> console().run(new PublishCommand(source), "--key", "alice", "--all", "mvn:a/b/1"))
                .hasMessageContaining("expected one of type xml");
    }

    private Path kar(String version) throws IOException {
        return KarFile.write(
                folder.resolve("acme.kar"),
                "repository/com/acme/acme/1.0/acme-1.0-features.xml",
                "<features name='a'><feature name='acme' version='" + version
                        + "'><bundle>mvn:com.acme/core/1.0</bundle><bundle>mvn:com.acme/more/1.0</bundle></feature></features>",
                "repository/com/acme/core/1.0/core-1.0.jar",
                "core");
    }

    private void addAsTorrent9() {
        session.setSavePath(folder);
        session.onAdd(request -> {
            session.put(StatusBuilder.status(9).build());
            return session.find(9).orElseThrow();
        });
    }

    @Test
    void aKarIsPublishedUnpackedAndInstalled() throws Exception {
        addAsTorrent9();
        kar("1.0");
        ArtifactFolder.Source source = url -> Files.newInputStream(folder.resolve("acme.kar"));
        String url = "mvn:com.acme/acme/1.0/kar";
        String name = MavenArtifact.parse(url).unpackedDeployment();
        assertThat(console().run(new PublishCommand(source), "--key", "alice", "--all", url))
                .contains(
                        "Artifacts: 2",
                        "Not in the KAR, so that nodes get it from elsewhere: mvn:com.acme/more/1.0",
                        "Published: " + url + " to 3 nodes, as deployment " + name);
        Path root = folder.resolve("published").resolve(name);
        assertThat(hashed).containsExactly(root);
        assertThat(root.resolve("com/acme/core/1.0/core-1.0.jar")).hasContent("core");

        console().run(new PublishCommand(source), "--key", "alice", "--install", "acme", "--first", "1", url);
        assertThat(fleet.deployments()).anySatisfy(deployment -> {
            assertThat(deployment.content().name()).isEqualTo("acme");
            assertThat(deployment.content().install())
                    .contains(InstallFeature.builder("acme")
                            .repository("com/acme/acme/1.0/acme-1.0-features.xml")
                            .build());
        });
        assertThatThrownBy(() -> console().run(new PublishCommand(source), "--key", "alice", "--install", "other", url))
                .isInstanceOf(CommandException.class)
                .hasMessage("no feature 'other' in " + url + "; there is: acme/1.0.0");
        assertThat(console().run(new PublishCommand(source), "--key", "alice", url))
                .as("as one file")
                .startsWith("Published: ");
        String alone = MavenArtifact.parse(url).deployment();
        assertThat(hashed)
                .containsExactly(root, root, folder.resolve("published").resolve(alone));
        assertThat(fleet.deployments())
                .as("none replaces another")
                .extracting(deployment -> deployment.content().name())
                .containsExactlyInAnyOrder("acme", alone, name);
    }

    @Test
    void aKarWithLongCoordinatesIsPublished() throws Exception {
        addAsTorrent9();
        kar("1.0");
        ArtifactFolder.Source source = url -> Files.newInputStream(folder.resolve("acme.kar"));
        String url = "mvn:com.acme/" + "a".repeat(90) + "/" + "1".repeat(60) + "/kar";
        assertThat(MavenArtifact.parse(url).path()).hasSizeGreaterThan(200);
        console().run(new PublishCommand(source), "--key", "alice", "--install", "acme/1.0", url);
        assertThat(fleet.deployments())
                .singleElement()
                .satisfies(deployment -> assertThat(deployment.content().install())
                        .contains(InstallFeature.builder("acme")
                                .version("1.0.0")
                                .repository("com/acme/acme/1.0/acme-1.0-features.xml")
                                .build()));
    }

    @Test
    void aKarIsDeployedUnpackedIfItIsToBeInstalled() throws Exception {
        addAsTorrent9();
        Path kar = kar("1.0");
        String[] words = {"--name", "acme", "--key", "alice", "--install", "acme", "acme.kar"};
        assertThat(console().run(new DeployCommand(), words))
                .startsWith("Artifacts: 2")
                .contains("Deployed: acme version 1");
        assertThat(fleet.deployments().get(0).content().install())
                .contains(InstallFeature.builder("acme")
                        .repository("com/acme/acme/1.0/acme-1.0-features.xml")
                        .build());
        kar("2.0");
        assertThat(console().run(new DeployCommand(), words)).contains("Deployed: acme version 2");
        assertThat(hashed)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allSatisfy(root -> assertThat(root.getParent()).isEqualTo(folder.resolve("published")));
        assertThat(console().run(new DeployCommand(), "--name", "file", "--key", "alice", "acme.kar"))
                .startsWith("Deployed: file");
        assertThat(hashed).endsWith(kar);

        Files.writeString(kar, "no zip file");
        assertThatThrownBy(() -> console().run(new DeployCommand(), words))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(kar + " cannot be unpacked: it is no zip file, or damaged");
        assertThat(hashed).hasSize(3);
    }

    @Test
    void whatCannotBePublishedIsNamed() throws Exception {
        session.setSavePath(folder);

        assertThatThrownBy(() -> publish(url -> {
                    throw new IOException("not found in central");
                }))
                .isInstanceOf(CommandException.class)
                .hasMessage("cannot get mvn:com.acme/maps/1.0: not found in central");
        assertThatThrownBy(() -> console().run(new PublishCommand(), "--key", "alice", "mvn:a/b/1-SNAPSHOT"))
                .hasMessageContaining("version '1-SNAPSHOT' changes");
        assertThatThrownBy(() -> publish(source("hello"), "--all", "--name", "maps"))
                .hasMessageContaining("invalid --name 'maps': expected one that begins with mvn-");
        assertThatThrownBy(() -> console().run(new PublishCommand(), "--key", "nobody", "mvn:a/b/1"))
                .hasMessageContaining("no such identity: 'nobody'");
        assertThat(fleet.deployments()).isEmpty();
        assertThat(session.requests()).isEmpty();
    }

    private void installing(InstallState first, String reason) {
        long sequence = fleet.deployments().get(0).sequence();
        fleet.setNodes(
                node(
                        "node1",
                        "zug",
                        installing(sequence, InstallState.INSTALLED, "")
                                .isForeign(true)
                                .build()),
                node("node2", "basel", installing(sequence, first, reason).build()),
                node(
                        "node3",
                        "basel",
                        installing(sequence, InstallState.WAITING, "").build()));
    }

    private static NodeDeployment.Builder installing(long sequence, InstallState install, String reason) {
        return report(sequence, DeploymentState.COMPLETE, 100, reason).toBuilder()
                .install(install);
    }

    private Deployment stage() {
        return fleet.deploy(
                DeployTorrent.builder("maps", InfoHashes.of(new InfoHash(HASH)))
                        .first(1)
                        .install(Optional.of(InstallFeature.builder("maps").build()))
                        .build(),
                KEYS);
    }

    @Test
    void aStageIsContinuedOnceItsNodesAreHealthy() throws Exception {
        stage();
        installing(InstallState.UNHEALTHY, "disk: full");
        assertThat(console().run(new ListCommand(), "--no-format")).contains("node2\t100.0 %\tunhealthy\tdisk: full");
        assertThat(console().run(new DeploymentsCommand(), "--no-format"))
                .contains("first 1\t1/3\t100.0 %\tunhealthy\tnode2: disk: full\tmaps");
        assertThatThrownBy(() -> console().run(new ContinueCommand(), "--key", "alice", "maps"))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("not continued: node2: unhealthy 100.0 %")
                .hasMessageContaining("disk: full")
                .hasMessageContaining("--force");
        assertThatThrownBy(() ->
                        console().run(new ContinueCommand(), "--key", "alice", "--force", "--healthy-for", "1", "maps"))
                .hasMessageContaining("specify --healthy-for or --force, not both");

        installing(InstallState.INSTALLED, "");
        assertThat(console().run(new ContinueCommand(), "--key", "alice", "--healthy-for", "1", "maps"))
                .endsWith("Continued: maps, as version 2 to all its nodes");
        assertThat(fleet.deployments().get(0).content().first()).isZero();

        stage();
        installing(InstallState.FAILED, "no such feature");
        assertThat(console().run(new ContinueCommand(), "--key", "alice", "--force", "maps"))
                .isEqualTo("Continued: maps, as version 4 to all its nodes");
    }

    @Test
    void aStageThatIsReplacedMeanwhileIsNotContinued() throws Exception {
        stage();
        installing(InstallState.INSTALLED, "");
        AtomicInteger looks = new AtomicInteger();
        Fleet changing = proxy(Fleet.class, (method, arguments) -> switch (method) {
            case "deployments" -> fleet.deployments();
            case "nodes" -> {
                if (looks.incrementAndGet() == 1) {
                    stage(); // while it is watched
                }
                yield fleet.nodes();
            }
            default -> throw new UnsupportedOperationException(method);
        });
        assertThatThrownBy(() -> new FakeConsole(folder, session, changing, store())
                        .run(new ContinueCommand(), "--key", "alice", "--healthy-for", "30", "maps"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("undeployed or replaced meanwhile");
        assertThat(looks).hasValue(1);
        assertThat(fleet.deployments()).singleElement().satisfies(each -> {
            assertThat(each.sequence()).isEqualTo(2);
            assertThat(each.content().first()).isEqualTo(1);
        });
    }

    @Test
    void aDeploymentWithAFeatureContinuesOrIsRolledBackByItself() throws Exception {
        String[] words = {
            "--name",
            "maps",
            "--key",
            "alice",
            "--first",
            "1",
            "--install",
            "maps/1.0",
            "--repository",
            "f.xml",
            "--auto",
            "--healthy-for",
            "1",
            HASH
        };
        stage(); // so that the reports are of the next one
        installing(InstallState.FAILED, "no such feature");
        report(2, InstallState.INSTALLED);
        assertThat(console().run(new DeployCommand(), words))
                .contains("Deployed: maps version 2", "Continued: maps, as version 3 to all its nodes");
        assertThat(fleet.deployments().get(0).content().install())
                .contains(InstallFeature.builder("maps")
                        .version("1.0.0")
                        .repository("f.xml")
                        .build());

        report(4, InstallState.FAILED);
        assertThatThrownBy(() -> console().run(new DeployCommand(), words))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("rolled back to the version before: node2: failed");
        assertThat(fleet.deployments().get(0).content().first()).isZero();
    }

    private void report(long sequence, InstallState first) {
        fleet.setNodes(node("node2", "basel", installing(sequence, first, "").build()));
    }

    @Test
    void aStageIsWatchedForAWhileWithoutInterruption() throws Exception {
        Deployment stage = stage();
        AtomicLong clock = new AtomicLong();
        List<InstallState> next = new ArrayList<>(List.of(
                InstallState.INSTALLED,
                InstallState.UNHEALTHY,
                InstallState.INSTALLED,
                InstallState.INSTALLED,
                InstallState.INSTALLED));
        StageWatch watch = new StageWatch(
                () -> Optional.of(Rollout.of(stage, fleet.nodes())),
                Duration.ofSeconds(2),
                span -> {
                    clock.addAndGet(span.toNanos());
                    if (!next.isEmpty()) {
                        report(1, next.remove(0));
                    }
                },
                clock::get);
        report(1, InstallState.PENDING);
        assertThat(watch.await(states -> {}, Optional.empty())).isEmpty();
        assertThat(clock).hasValue(Duration.ofSeconds(5).toNanos());

        report(1, InstallState.FAILED);
        assertThat(watch.await(states -> {}, Optional.empty()))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("node2: failed"));
        report(1, InstallState.INSTALLING);
        assertThat(watch.await(states -> {}, Optional.of(Duration.ofSeconds(5))))
                .hasValueSatisfying(
                        problem -> assertThat(problem).startsWith("not healthy after 5s: node2: installing"));
        fleet.setNodes();
        assertThat(watch.await(states -> {}, Optional.of(Duration.ofSeconds(5))))
                .contains("not healthy after 5s: only 0 nodes of the first 1 have begun");
        StageWatch gone = new StageWatch(Optional::empty, Duration.ZERO, span -> {}, clock::get);
        assertThatThrownBy(() -> gone.await(states -> {}, Optional.empty()))
                .hasMessage("undeployed or replaced meanwhile");
    }

    @Test
    void aHashIsOfTheSessionAndAMagnetIsAdded() throws Exception {
        console().run(new DeployCommand(), "--name", "maps", "--key", "alice", HASH);
        assertThat(session.requests()).isEmpty();
        assertThat(fleet.deployments())
                .singleElement()
                .satisfies(deployment ->
                        assertThat(deployment.content().infoHashes()).isEqualTo(InfoHashes.of(new InfoHash(HASH))));

        console()
                .run(
                        new DeployCommand(),
                        "--name",
                        "other",
                        "--key",
                        "alice",
                        "magnet:?xt=urn:btih:" + "ef".repeat(20));
        assertThat(session.requests()).hasSize(1);
        assertThat(fleet.deployments())
                .extracting(
                        each -> each.content().infoHashes().best().orElseThrow().hex())
                .containsExactly(HASH, "ef".repeat(20));
        assertThat(hashed).isEmpty();
    }

    @Test
    void theIdentityMayBeSealed() throws Exception {
        isSealed = true;
        console().typed("secret").run(new DeployCommand(), "--name", "maps", "--key", "alice", HASH);
        assertThat(fleet.deployments()).hasSize(1);
        console().typed("secret").run(new UndeployCommand(), "--key", "alice", "maps");
        assertThat(fleet.deployments()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--name .maps --key alice | invalid name of a deployment '.maps'",
                "--name maps --key bob | no such identity: 'bob'; see dht:keys, or create one with dht:keygen",
                "--name maps --key alice --to basel | invalid --to 'basel': expected KEY=VALUE, such as site=basel",
                "--name maps --key alice --to site=a,site=b | --to has two values for label 'site'",
                "--name maps --key alice --to site= | invalid label 'site='",
                "--name maps --key alice --path maps | invalid --path 'maps': expected an absolute folder",
                "--name maps --key alice --keep-versions 10 | --keep-versions",
                "--name maps --key alice --timeout 5 | --timeout needs --wait",
                "--name maps --key alice --auto | --auto needs --first",
                "--name maps --key alice --first 1 --healthy-for 5 | --healthy-for needs --auto",
                "--name maps --key alice --first 1 --auto --healthy-for 0 | --healthy-for",
                "--name maps --key alice --repository a.xml | --repository needs --install",
                "--name maps --key alice --install a | no features repository 'features.xml' in",
                "--name maps --key alice --install a*b | invalid name of a feature 'a*b'",
                "--name maps --key alice --install a --repository ../b.xml | invalid features repository '../b.xml'"
            })
    void whatIsWrongIsFoundBeforeHashing(String options, String message) throws Exception {
        Files.writeString(folder.resolve("maps"), "hello");

        assertThatThrownBy(() -> console().run(new DeployCommand(), (options + " maps").split(" ")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(message);
        assertThat(hashed).isEmpty();
        assertThat(fleet.deployments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such/file", "dddddddddddddddddddddddddddddddddddddddd"})
    void whatIsNotThereIsNotDeployed(String content) {
        assertThatThrownBy(() -> console().run(new DeployCommand(), "--name", "maps", "--key", "alice", content))
                .hasMessageStartingWith("no such ")
                .hasMessageContaining(content);
        assertThat(fleet.deployments()).isEmpty();
    }

    @Test
    void whatWasAddedForARefusedDeploymentIsRemovedAgain() {
        fleet.refuse("key is not trusted");
        String magnet = "magnet:?xt=urn:btih:" + "ef".repeat(20);

        assertThatThrownBy(() -> console().run(new DeployCommand(), "--name", "maps", "--key", "alice", magnet))
                .hasMessage("key is not trusted");
        assertThatThrownBy(() -> console().run(new DeployCommand(), "--name", "maps", "--key", "alice", HASH))
                .hasMessage("key is not trusted");
        assertThat(session.torrents()).as("what was there before").hasSize(1);
    }

    @Test
    void whatIsNotDeployedIsNotFound() {
        assertThatThrownBy(() -> console().run(new DeploymentsCommand(), "maps"))
                .hasMessage("no such deployment: 'maps'; see fleet:deployments");
        assertThatThrownBy(() -> console().run(new UndeployCommand(), "--key", "alice", "maps"))
                .hasMessageStartingWith("no such deployment: 'maps'");
        assertThatThrownBy(() -> console().run(new DeploymentsCommand(), "--timeout", "5"))
                .hasMessage("--timeout needs --watch");
        assertThatThrownBy(() -> console().run(new DeploymentsCommand(), "--watch", "--json"))
                .hasMessageContaining("not with --watch");
    }

    @Test
    void whatIsForTheFirstNodesIsContinuedAndRolledBack() throws Exception {
        maps();
        console().run(new DeployCommand(), "--name", "maps", "--key", "alice", "--first", "1", HASH);
        fleet.setNodes(
                node("node1", "zug", foreign()),
                node("node2", "basel", report(2, DeploymentState.COMPLETE, 100, "")),
                node("node3", "basel"));
        assertThat(console().run(new DeploymentsCommand(), "--no-format")).contains("\tfirst 1\t2/3\t");
        assertThat(console().run(new DeploymentsCommand(), "--watch")).endsWith("Complete: maps");
        fleet.setNodes(node("node1", "zug", foreign()), node("node2", "basel"));
        assertThatThrownBy(() -> console().run(new DeploymentsCommand(), "--watch", "--timeout", "1"))
                .hasMessageContaining("not complete");

        assertThat(console().run(new ContinueCommand(), "--key", "alice", "maps"))
                .isEqualTo("Continued: maps, as version 3 to all its nodes");
        assertThat(console().run(new RollbackCommand(), "--key", "alice", "maps"))
                .isEqualTo("Rolled back: maps, to the version before as version 4");
        fleet.undeploy("maps", KEYS);
        console().run(new DeployCommand(), "--name", "maps", "--key", "alice", "--first", "1", HASH);
        assertThat(console().run(new RollbackCommand(), "--key", "alice", "maps"))
                .isEqualTo("Undeployed: maps, as there is no version before");
    }

    private static NodeDeployment foreign() {
        return report(2, DeploymentState.COMPLETE, 100, "").toBuilder()
                .isForeign(true)
                .build();
    }

    private static FleetTorrent.Builder torrent(int id, TorrentState state) {
        return FleetTorrent.builder(id).name("torrent " + id).state(state).totalSize(1 << 20);
    }

    @Test
    void torrentsOfNodesAreListedWhetherDeployedOrNot() throws Exception {
        maps();
        fleet.setTorrents(
                "node1",
                torrent(1, TorrentState.SEEDING).percent(100).ratio(1.5).build(),
                FleetTorrent.builder(2)
                        .infoHashes(InfoHashes.of(new InfoHash(HASH)))
                        .isPaused(true)
                        .isQueued(true)
                        .build());
        fleet.setTorrents(
                "node2",
                torrent(1, TorrentState.DOWNLOADING)
                        .percent(42)
                        .downloadRate(1 << 20)
                        .build(),
                torrent(3, TorrentState.FINISHED).error("no space").build(),
                torrent(4, TorrentState.SEEDING).isPaused(true).build());

        assertThat(console().run(new ListCommand(), "--torrents", "--no-format"))
                .isEqualTo("node1\t1\ttorrent 1\t1.0 MiB\t100 %\tseeding\t\t\t1.50\t\n"
                        + "node1\t2\t" + HASH + "\t-\t0 %\tqueued\t\t\t-\t\n"
                        + "node2\t1\ttorrent 1\t1.0 MiB\t42 %\tdownloading\t1.0 MiB/s\t\t-\t\n"
                        + "node2\t3\ttorrent 3\t1.0 MiB\t0 %\terror\t\t\t-\tno space\n"
                        + "node2\t4\ttorrent 4\t1.0 MiB\t0 %\tpaused\t\t\t-");
        assertThat(console().run(new ListCommand(), "--torrents", "--no-format", "--incomplete"))
                .contains("node1\t2\t", "node2\t1\t")
                .doesNotContain("seeding", "no space", "paused");
        assertThat(console().run(new ListCommand(), "--torrents", "--no-format", "--node", "node1"))
                .contains("node1")
                .doesNotContain("node2");
        assertThat(console().run(new ListCommand(), "--torrents", "--no-format", "--to", "site=basel"))
                .contains("node2")
                .doesNotContain("node1");
        assertThat(console().run(new ListCommand(), "--torrents", "--json", "--node", "node1", "--node", "node3"))
                .startsWith("[{\"node\":\"node1\",\"id\":1,\"name\":\"torrent 1\"")
                .contains("\"infoHashV1\":\"" + HASH + "\"", "\"isQueued\":true");
        assertThat(console().run(new ListCommand(), "--torrents", "--node", "node3"))
                .contains("No torrents");
        assertThat(console().run(new ListCommand(), "--no-format", "--node", "node3"))
                .as("deployments")
                .isEqualTo("maps\t1\tnode3\t0.0 %\twaiting");
    }

    @Test
    void thousandsOfTorrentsAreCut() throws Exception {
        fleet.setTorrents(
                "node1",
                IntStream.rangeClosed(1, 700)
                        .mapToObj(id -> torrent(id, TorrentState.SEEDING).build())
                        .toArray(FleetTorrent[]::new));
        assertThat(console().run(new ListCommand(), "--torrents"))
                .contains("torrent 500")
                .doesNotContain("torrent 501")
                .endsWith("200 more; --all shows them, --to and --node choose nodes");
        assertThat(console().run(new ListCommand(), "--torrents", "--all")).contains("torrent 700");
        assertThat(console().run(new ListCommand(), "--torrents", "--no-format").lines())
                .hasSize(700);
    }

    @Test
    void torrentsThatAreNotShownAreNotKept() throws Exception {
        List<WeakReference<FleetTorrent>> last = new ArrayList<>();
        Fleet large = proxy(Fleet.class, (method, arguments) -> {
            if (method.equals("nodes")) {
                return fleet.nodes();
            } else if (last.size() == 2) {
                awaitCollected(last.get(0));
            }
            List<FleetTorrent> torrents = IntStream.rangeClosed(1, 700)
                    .mapToObj(id -> torrent(id, TorrentState.SEEDING).build())
                    .toList();
            last.add(new WeakReference<>(torrents.get(699)));
            return torrents;
        });
        assertThat(new FakeConsole(folder, session, large).run(new ListCommand(), "--torrents"))
                .endsWith("1600 more; --all shows them, --to and --node choose nodes");
        assertThat(last).as("nodes").hasSize(3);
    }

    private static void awaitCollected(WeakReference<?> reference) {
        long start = System.nanoTime();
        while (reference.get() != null) {
            assertThat(System.nanoTime() - start)
                    .as("still kept")
                    .isLessThan(Duration.ofSeconds(30).toNanos());
            System.gc();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--node node9 | no such node: 'node9'; nodes that can be reached: node1, node2, node3",
                "--to basel | invalid --to 'basel': expected KEY=VALUE",
                "--all | --all needs --torrents"
            })
    void whatIsAskedForAndIsWrongIsNamed(String options, String message) {
        assertThatThrownBy(() -> console().run(new ListCommand(), options.split(" ")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(message);
    }
}
