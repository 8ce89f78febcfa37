package org.torrentxt.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.board.SharedNotices;
import org.torrentxt.fleet.board.Subject;
import org.torrentxt.fleet.cluster.Wait;
import org.torrentxt.fleet.event.FleetEvents;
import org.torrentxt.fleet.node.Torrents;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** What a node does once a second, when some of it fails, or it is stopped meanwhile. */
class FleetLoopTest {
    @TempDir
    Path folder;

    private final SharedNotices notices = new SharedNotices();
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(1).build());
    private final Board other = notices.join(Endpoint.address("127.0.0.1"));

    private FleetLoop loop(Supplier<Board> joining, Supplier<Optional<TorrentSession>> session) {
        FleetOptions options = FleetOptions.of(new ConfigurationValues(Map.of(
                "name",
                "node",
                "trust",
                DhtKeyPair.fromSeed("ab".repeat(32)).publicKey() + ":" + folder.resolve("served"))));
        return new FleetLoop(
                options,
                new Statements(folder.resolve("fleet"), new Judge(options.cluster(), options.trust())),
                new FleetEvents(options.cluster(), Clock.systemUTC(), List.of(), event -> {}),
                joining,
                session,
                Optional.empty());
    }

    private Board join() {
        return notices.join(Endpoint.address("127.0.0.1"));
    }

    @Test
    void whatIsStoppedWhileItJoinsLeavesAndDoesNothingElse() throws Exception {
        CompletableFuture<Thread> joining = new CompletableFuture<>();
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        FleetLoop loop = loop(
                () -> {
                    joining.complete(Thread.currentThread());
                    awaitCalmly(goOn);
                    return join();
                },
                () -> {
                    asked.incrementAndGet();
                    return Optional.empty();
                });
        loop.start();
        Thread thread = joining.get(30, TimeUnit.SECONDS);
        Thread.currentThread().interrupt(); // so that it does not wait for it
        loop.close();
        assertThat(Thread.interrupted()).isTrue();

        goOn.countDown();
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(other.members()).as("it has left").hasSize(1);
        assertThat(asked).hasValue(0);
    }

    @Test
    void aSessionThatFailsDoesNotKeepANodeFromReporting() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        TorrentSession failing = (TorrentSession) Proxy.newProxyInstance(
                TorrentSession.class.getClassLoader(), new Class<?>[] {TorrentSession.class}, (proxy, method, args) -> {
                    if (method.getName().equals("changes")) {
                        asked.incrementAndGet();
                        throw new IllegalStateException("no changes");
                    }
                    return method.invoke(session, args);
                });
        try (FleetLoop loop = loop(this::join, () -> Optional.of(failing))) {
            loop.start();
            Wait.until("asked twice", () -> asked.get() > 1);
            assertThat(loop.nodes()).extracting(FleetNode::name).containsExactly("node");
            assertThat(other.keys(Subject.REPORTS)).containsExactly("member1");
        }
    }

    @Test
    void torrentsAreReportedOnceAllAreLoaded() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        session.setLoading(1, 2);
        try (FleetLoop loop = loop(this::join, () -> {
            looks.incrementAndGet();
            return Optional.of(session);
        })) {
            loop.start();
            Wait.until("three looks", () -> looks.get() > 3);
            assertThat(loop.nodes())
                    .singleElement()
                    .satisfies(node -> assertThat(node.numTorrents()).isEqualTo(-1));
            assertThat(loop.torrents("node")).isEmpty();
            assertThat(other.keys(Subject.TORRENTS)).isEmpty();

            session.setLoading(2, 2);
            Wait.until(
                    "reported",
                    () -> loop.nodes().get(0).numTorrents() == 1
                            && Torrents.read(other, "member1").equals(loop.torrents("node")));
            assertThat(loop.torrents("node")).hasSize(1);
        }
    }

    private static void awaitCalmly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
