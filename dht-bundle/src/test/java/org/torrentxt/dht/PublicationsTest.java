package org.torrentxt.dht;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.service.event.Event;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtPublicationStatus;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.api.dht.store.DhtStoreTopics;

/** Publications on a DHT of real nodes. */
class PublicationsTest {
    @RegisterExtension
    static final Hosts HOSTS = new Hosts();

    private final Host alice = HOSTS.host("alice");
    private final DhtPublicKey publicKey =
            alice.store().identities().create("alice").publicKey();

    @Test
    void aValueIsFoundOnAnotherHost() {
        DhtPublication published = publish(alice, "hello");

        assertThat(published.status().state()).isEqualTo(DhtPublicationState.PUBLISHED);
        assertThat(published.status().numNodes()).isPositive();
        assertThat(published.status().lastPublished()).isPresent();
        assertSame(lookUp(HOSTS.host("bob")), published.item());
        assertThat(published.item().seq()).isZero();
        assertThat(alice.store().publications().list())
                .extracting(DhtPublication::key)
                .containsExactly("motd");
    }

    // Looked up all the time, so that some look-up begins before and ends after the nodes take the new version.
    @Test
    void onceAVersionIsPublishedTheStoreItselfNoLongerFindsAnOlderOne() {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> looking = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                Wait.answer(alice.store().lookups().getFresh(publicKey, "motd"));
            }
        });
        try {
            for (int version = 0; version < 10; version++) {
                MutableItem item = publish(alice, "version " + version).item();

                assertThat(Wait.answer(alice.store().lookups().get(publicKey, "motd"))
                                .orElseThrow()
                                .item())
                        .isEqualTo(item);
            }
        } finally {
            done.set(true);
        }
        Wait.answer(looking);
    }

    @Test
    void versionsFollowOneAnother() {
        Host bob = HOSTS.host("bob");
        for (int version = 0; version < 3; version++) {
            publish(alice, "version " + version);
            assertThat(lookUp(bob).seq()).isEqualTo(version);
            assertThat(text(lookUp(bob))).isEqualTo("version " + version);
        }
    }

    @Test
    void aValueIsStoredAgainAndAgainAsItWasSigned() {
        MutableItem item = publish(alice, "hello").item();
        DhtPublicationStatus first = status();

        Wait.until(
                "stored again",
                () -> status().lastPublished()
                        .get()
                        .isAfter(first.lastPublished().get()));
        assertThat(status().state()).isEqualTo(DhtPublicationState.PUBLISHED);
        assertSame(lookUp(HOSTS.host("bob")), item);
    }

    // What the nodes of the second DHT know, the store has brought when the time had come to store it again.
    @Test
    void storingAgainReachesNodesThatDidNotHaveIt() {
        MutableItem item = publish(alice, "hello").item();
        LocalDht another = HOSTS.anotherDht();
        Host late = HOSTS.offlineHost("late");
        late.connect(another);
        assertThat(Wait.answer(late.store().lookups().getFresh(publicKey, "motd")))
                .isEmpty();

        alice.moveTo(another);

        Wait.until(
                "it is found there",
                () -> Wait.answer(late.store().lookups().getFresh(publicKey, "motd"))
                        .isPresent());
        assertSame(lookUp(late), item);
        assertThat(status().lastError()).isEmpty();
    }

    @Test
    void whenAllNodesAreLostCallsEndInTimeOuts() {
        LocalDht lost = HOSTS.anotherDht();
        alice.moveTo(lost);
        MutableItem item = publish(alice, "hello").item();
        alice.restartStoreWith(Duration.ofSeconds(2));
        lost.lose();

        var lookingUp = alice.store().lookups().getFresh(publicKey, "motd");
        var lookingUpAnother = alice.store().lookups().get(publicKey, "another");
        var publishing = alice.store().publications().publish("alice", "motd", bytes("two"));
        var exchanging = alice.store().publications().compareAndSet("alice", "another", 0, bytes("two"));

        assertThat(Stream.of(lookingUp, lookingUpAnother, publishing, exchanging)
                        .map(stage -> Wait.failure(stage).code()))
                .containsOnly(ErrorCode.TIMEOUT);
        assertSame(item(), item);
        Wait.until("it says so", () -> status().state() == DhtPublicationState.RETRYING);
    }

    // No node of the first DHT is in the second: what is found there, the restarted store has brought.
    @Test
    void aPublicationOutlivesTheRestartOfItsNodeAndEvenOfTheWholeDht() {
        alice.store().identities().create("sealed", "secret".toCharArray());
        LocalDht first = HOSTS.anotherDht();
        alice.leave();
        alice.connect(first);
        MutableItem item = publish(alice, "hello").item();
        MutableItem sealed = Wait.answer(
                        alice.store().publications().publish("sealed", "motd", bytes("sealed"), "secret".toCharArray()))
                .item();
        alice.stopStore();
        alice.disconnect();

        LocalDht another = HOSTS.anotherDht();
        alice.startStore();
        alice.connect(another);
        Wait.until("published again", () -> status().state() == DhtPublicationState.PUBLISHED);
        Wait.until(
                "sealed, too",
                () -> alice.store()
                                .publications()
                                .find("sealed", "motd")
                                .get()
                                .status()
                                .state()
                        == DhtPublicationState.PUBLISHED);

        Host late = HOSTS.offlineHost("late");
        late.connect(another);
        assertSame(lookUp(late), item);
        assertSame(
                Wait.answer(late.store().lookups().get(sealed.publicKey(), "motd"))
                        .orElseThrow()
                        .item(),
                sealed);
    }

    @Test
    void aNewerVersionOfSomebodyElseIsAConflictAndIsNotOverwritten() {
        MutableItem ours = publish(alice, "ours").item();
        Host other = hostWithTheSameKey();
        MutableItem theirs = publish(other, "theirs").item();
        assertThat(theirs.seq()).isGreaterThan(ours.seq());

        Event event = alice.events().await(DhtStoreTopics.PUBLICATION_CONFLICT, 1);

        assertThat(event.getProperty(DhtStoreTopics.IDENTITY)).isEqualTo("alice");
        assertThat(event.getProperty(DhtStoreTopics.PUBLIC_KEY)).isEqualTo(publicKey.hex());
        assertThat(event.getProperty(DhtStoreTopics.KEY)).isEqualTo("motd");
        assertThat(event.getProperty(DhtStoreTopics.SEQ)).isEqualTo(ours.seq());
        assertThat(event.getProperty(DhtStoreTopics.CONFLICTING_SEQ)).isEqualTo(theirs.seq());
        assertThat(event.getProperty(DhtStoreTopics.CONFLICTING_VALUE)).isEqualTo(bytes("theirs"));
        Wait.until("it stands", () -> status().state() == DhtPublicationState.CONFLICT);
        assertThat(status().nextAttempt()).isEmpty();
        assertThat(status().lastError()).get().asString().contains("version " + theirs.seq());
        assertSame(lookUp(HOSTS.host("bob")), theirs);
    }

    @Test
    void aConflictIsToldOnceAndEndsByPublishing() {
        publish(alice, "ours");
        Host other = hostWithTheSameKey();
        MutableItem theirs = publish(other, "theirs").item();
        alice.events().await(DhtStoreTopics.PUBLICATION_CONFLICT, 1);
        Wait.until("it stands", () -> status().state() == DhtPublicationState.CONFLICT);
        other.stopStore();

        alice.stopStore();
        alice.startStore();
        assertThat(status().state()).isEqualTo(DhtPublicationState.CONFLICT);
        DhtPublication again = publish(alice, "ours again");

        assertThat(again.item().seq()).isGreaterThan(theirs.seq());
        assertThat(again.status().state()).isEqualTo(DhtPublicationState.PUBLISHED);
        assertThat(alice.events().of(DhtStoreTopics.PUBLICATION_CONFLICT)).hasSize(1);
    }

    @Test
    void aVersionThatIsExpectedIsReplaced() {
        DhtPublications publications = alice.store().publications();
        MutableItem first = Wait.answer(
                        publications.compareAndSet("alice", "motd", DhtPublications.NO_VERSION, bytes("one")))
                .item();
        MutableItem second = Wait.answer(publications.compareAndSet("alice", "motd", first.seq(), bytes("two")))
                .item();

        assertThat(second.seq()).isGreaterThan(first.seq());
        assertSame(lookUp(HOSTS.host("bob")), second);
        assertThat(status().state()).isEqualTo(DhtPublicationState.PUBLISHED);
    }

    @Test
    void whatDependsOnAStageMayWaitForAnother() {
        DhtPublications publications = alice.store().publications();
        var first = publications.compareAndSet("alice", "motd", DhtPublications.NO_VERSION, bytes("one"));
        CompletableFuture<DhtPublication> dependent = first.thenApply(publication -> publications
                        .compareAndSet("alice", "motd", publication.item().seq(), bytes("two"))
                        .toCompletableFuture()
                        .join())
                .toCompletableFuture();

        assertThat(text(Wait.answer(dependent).item())).isEqualTo("two");
    }

    @Test
    void whoEndsAStageOfItsOwnEndsNothingElse() {
        DhtPublications publications = alice.store().publications();
        publications
                .publish("alice", "motd", bytes("one"))
                .toCompletableFuture()
                .cancel(true);
        publications
                .publish("alice", "motd", bytes("two"))
                .toCompletableFuture()
                .complete(null);

        assertThat(text(publish(alice, "three").item())).isEqualTo("three");
    }

    @Test
    void aVersionThatIsNotExpectedStays() {
        MutableItem first = publish(alice, "one").item();
        DhtPublications publications = alice.store().publications();

        TorrentException refused =
                Wait.failure(publications.compareAndSet("alice", "motd", first.seq() + 1, bytes("two")));
        TorrentException taken =
                Wait.failure(publications.compareAndSet("alice", "motd", DhtPublications.NO_VERSION, bytes("two")));

        assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refused).hasMessageContaining("has version " + first.seq());
        assertThat(taken.code()).isEqualTo(ErrorCode.CONFLICT);
        assertSame(publications.find("alice", "motd").orElseThrow().item(), first);
        assertSame(lookUp(HOSTS.host("bob")), first);
    }

    @Test
    void anExchangeWhoseAnswerIsLostIsTakenForItsOwnWhenItIsMetLater() {
        MutableItem first = publish(alice, "one").item();
        alice.answersTo("putMutable", LossySession.Fate.LATE);

        TorrentException lost =
                Wait.failure(alice.store().publications().compareAndSet("alice", "motd", first.seq(), bytes("two")));
        MutableItem stored = lookUp(HOSTS.host("bob"));
        alice.answersTo("putMutable", LossySession.Fate.ARRIVES);

        assertThat(lost.code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(text(stored)).isEqualTo("two");
        Wait.until("it is taken over", () -> item().equals(stored));
        Wait.until("it is kept alive", () -> status().state() == DhtPublicationState.PUBLISHED);
        assertThat(alice.events().of(DhtStoreTopics.PUBLICATION_CONFLICT)).isEmpty();
        assertThat(alice.state("pending")).isEmptyDirectory();
    }

    @Test
    void anExchangeWhoseAnswerIsLostIsTakenForItsOwnAfterARestart() {
        MutableItem first = publish(alice, "one").item();
        alice.answersTo("putMutable", LossySession.Fate.LATE);
        Wait.failure(alice.store().publications().compareAndSet("alice", "motd", first.seq(), bytes("two")));
        alice.stopStore();
        MutableItem stored = lookUp(HOSTS.host("bob"));
        alice.answersTo("putMutable", LossySession.Fate.ARRIVES);

        alice.startStore();

        Wait.until("it is taken over", () -> item().equals(stored));
        assertThat(alice.events().of(DhtStoreTopics.PUBLICATION_CONFLICT)).isEmpty();
    }

    @Test
    void aFirstVersionWhoseAnswerIsLostIsFoundByTheNextExchange() {
        DhtPublications publications = alice.store().publications();
        alice.answersTo("putMutable", LossySession.Fate.LATE);
        Wait.failure(publications.compareAndSet("alice", "motd", DhtPublications.NO_VERSION, bytes("one")));
        alice.answersTo("putMutable", LossySession.Fate.ARRIVES);
        assertThat(publications.list()).isEmpty();

        TorrentException taken =
                Wait.failure(publications.compareAndSet("alice", "motd", DhtPublications.NO_VERSION, bytes("one")));

        assertThat(taken.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(text(item())).isEqualTo("one");
        Wait.until("it is kept alive", () -> status().state() == DhtPublicationState.PUBLISHED);
    }

    @Test
    void anExchangeThatTheNodesRefuseLeavesAnEarlierOneKnownAndItsNumberGivenAway() {
        MutableItem first = publish(alice, "one").item();
        DhtPublications publications = alice.store().publications();
        alice.answersTo("getMutable", LossySession.Fate.NOTHING); // else it may find "two" before it tries "three"
        alice.answersTo("putMutable", LossySession.Fate.LATE);
        Wait.failure(publications.compareAndSet("alice", "motd", first.seq(), bytes("two")));
        MutableItem stored = lookUp(HOSTS.host("bob"));
        alice.answersTo("putMutable", LossySession.Fate.ARRIVES);

        TorrentException refused =
                Wait.failure(publications.compareAndSet("alice", "motd", first.seq(), bytes("three")));
        alice.answersTo("getMutable", LossySession.Fate.ARRIVES);

        assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(text(stored)).isEqualTo("two");
        Wait.until("it is taken over", () -> item().equals(stored));
        assertThat(alice.events().of(DhtStoreTopics.PUBLICATION_CONFLICT)).isEmpty();
        alice.stopStore();
        alice.startStore();
        assertThat(publish(alice, "four").item().seq())
                .as("after the one that was refused")
                .isEqualTo(stored.seq() + 2);
        assertThat(alice.state("pending")).isEmptyDirectory();
    }

    // What a kill leaves between two files.
    @Test
    void anExchangeThatWasLostDoesNotReplaceWhatIsNewer() throws IOException {
        MutableItem first = publish(alice, "one").item();
        alice.answersTo("putMutable", LossySession.Fate.LATE);
        Wait.failure(alice.store().publications().compareAndSet("alice", "motd", first.seq(), bytes("two")));
        MutableItem lost = lookUp(HOSTS.host("bob"));
        Path pending = fileWith("motd", "pending");
        byte[] content = Files.readAllBytes(pending);
        alice.answersTo("putMutable", LossySession.Fate.ARRIVES);
        MutableItem newer = publish(alice, "three").item();
        alice.stopStore();
        Files.write(pending, content);
        alice.leave();
        LocalDht behind = HOSTS.anotherDht();
        Host late = HOSTS.offlineHost("late");
        late.connect(behind);
        Wait.answer(late.session().dht().putMutable(lost, OptionalLong.empty()));

        alice.startStore();

        assertThat(alice.state("pending")).isEmptyDirectory();
        alice.connect(behind);
        TorrentException refused = Wait.failure(
                alice.store().publications().compareAndSet("alice", "motd", DhtPublications.NO_VERSION, bytes("four")));
        assertThat(refused).hasMessageContaining("has version " + newer.seq());
        assertSame(item(), newer);
    }

    @Test
    void aCopyOfAFileDoesNotBringBackWhatWasUnpublished() throws IOException {
        publish(alice, "hello");
        Path copy = alice.state("publications").resolve("backup of it.publication");
        Files.copy(fileWith("motd", "publications"), copy);
        alice.store().publications().unpublish("alice", "motd");
        alice.stopStore();

        alice.startStore();

        assertThat(alice.store().publications().list()).isEmpty();
        assertThat(copy.resolveSibling(copy.getFileName() + ".damaged-1")).exists();
        assertThat(alice.events()
                        .await(DhtStoreTopics.STATE_DAMAGED, 1)
                        .getProperty(DhtStoreTopics.REASON)
                        .toString())
                .contains("name");
    }

    @Test
    void whatCannotBeAKeyIsNotPublished() {
        DhtPublications publications = alice.store().publications();
        Wait.answer(publications.publish("alice", "b\nc", bytes("hello")));
        Wait.answer(publications.publish("alice", "?", bytes("hello")));

        for (String key : new String[] {"", "x".repeat(1_000), "\ud800"}) {
            assertThat(publications.find("alice", key)).isEmpty();
            assertThat(publications.unpublish("alice", key)).isFalse();
        }
        assertThat(publications.find("alice\nb", "c")).isEmpty();
        assertThat(publications.unpublish("alice\nb", "c")).isFalse();
        assertThat(publications.list()).hasSize(2);
    }

    @Test
    void whatIsReplacedBeforeItIsStoredEndsWithoutANextAttempt() {
        alice.answersTo("getMutable", LossySession.Fate.HELD);
        alice.hold();
        var replaced = alice.store().publications().publish("alice", "motd", bytes("one"));
        alice.store().publications().publish("alice", "motd", bytes("two"));
        alice.release();

        DhtPublication end = Wait.answer(replaced);

        assertThat(end.item().value()).isEqualTo(bytes("one"));
        assertThat(end.status().state()).isEqualTo(DhtPublicationState.PENDING);
        assertThat(end.status().nextAttempt()).isEmpty();
    }

    @Test
    void ofManyAtOnceEachGetsAVersionOfItsOwn() {
        var stages = Stream.iterate(0, i -> i + 1)
                .limit(10)
                .map(i -> alice.store().publications().publish("alice", "motd", bytes("value " + i)))
                .toList();

        assertThat(stages.stream().map(stage -> Wait.answer(stage).item().seq()))
                .doesNotHaveDuplicates();
        assertThat(text(lookUp(HOSTS.host("bob")))).isEqualTo("value 9");
    }

    @Test
    void whatWaitsForAnAnswerWhenTheStoreStopsEndsAtOnce() {
        alice.answersTo("getMutable", LossySession.Fate.NEVER);
        var publishing = alice.store().publications().publish("alice", "motd", bytes("one"));
        var lookingUp = alice.store().lookups().getFresh(publicKey, "motd");

        alice.stopStore();

        assertThat(publishing.toCompletableFuture()).isCompletedExceptionally();
        assertThat(Wait.failure(publishing).code()).isEqualTo(ErrorCode.NO_SESSION);
        assertThat(lookingUp.toCompletableFuture()).isCompletedExceptionally();
        assertThat(Wait.failure(lookingUp).code()).isEqualTo(ErrorCode.NO_SESSION);
    }

    @Test
    void withoutASessionItIsRetriedUntilOneComes() {
        publish(alice, "hello");
        alice.stopStore();
        alice.leave();
        alice.startStore();
        Wait.until(
                "it says why",
                () -> status().lastError()
                        .filter(error -> error.contains("is not running"))
                        .isPresent());
        assertThat(status().state()).isEqualTo(DhtPublicationState.RETRYING);
        assertThat(status().nextAttempt()).isPresent();
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> alice.store().publications().publish("alice", "motd", bytes("two")))
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.NO_SESSION);

        alice.connect(HOSTS.dht());

        Wait.until("published", () -> status().state() == DhtPublicationState.PUBLISHED);
        assertThat(status().lastError()).isEmpty();
    }

    @Test
    void whatIsUnpublishedDoesNotComeBack() {
        publish(alice, "hello");
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> alice.store().identities().remove("alice"))
                .withMessageContaining("motd");

        assertThat(alice.store().publications().unpublish("alice", "motd")).isTrue();

        assertThat(alice.store().publications().unpublish("alice", "motd")).isFalse();
        assertThat(alice.state("publications")).isEmptyDirectory();
        alice.stopStore();
        alice.startStore();
        assertThat(alice.store().publications().list()).isEmpty();
    }

    // The second DHT knows nothing of the first: what the nodes forget in two hours is forgotten at once.
    @Test
    void numberingGoesOnAfterUnpublishingEvenIfTheNodesHaveForgotten() {
        publish(alice, "one");
        long last = publish(alice, "two").item().seq();
        alice.store().publications().unpublish("alice", "motd");
        alice.stopStore();
        alice.leave();
        alice.startStore();
        alice.connect(HOSTS.anotherDht());
        assertThat(alice.store().publications().list()).isEmpty();
        assertThat(alice.store().publications().find("alice", "motd")).isEmpty();

        DhtPublication again = Wait.answer(alice.store()
                .publications()
                .compareAndSet("alice", "motd", DhtPublications.NO_VERSION, bytes("three")));

        assertThat(again.item().seq()).isEqualTo(last + 1);
        alice.store().identities().create("other");
        alice.store().publications().unpublish("alice", "motd");
        alice.store().identities().remove("alice");
    }

    @Test
    void aDamagedFileIsSetAsideAndTheRestGoesOn() throws IOException {
        publish(alice, "hello");
        Wait.answer(alice.store().publications().publish("alice", "other", bytes("other")));
        alice.stopStore();
        Path damaged = fileWith("other", "publications");
        Files.writeString(damaged, Files.readString(damaged).replace("value: 6", "value: 7"));

        alice.startStore();

        assertThat(alice.store().publications().list())
                .extracting(DhtPublication::key)
                .containsExactly("motd");
        assertThat(damaged).doesNotExist();
        Event event = alice.events().await(DhtStoreTopics.STATE_DAMAGED, 1);
        assertThat(Path.of((String) event.getProperty(DhtStoreTopics.FILE)))
                .content()
                .contains("value: 7");
        assertThat(event.getProperty(DhtStoreTopics.REASON)).isEqualTo("its signature does not match");
    }

    // This test may run as a user who can read all files.
    @Test
    void aFileThatOnlyANewerVersionCanReadIsLeftAsItIsAndNotOverwritten() throws IOException {
        publish(alice, "hello");
        Wait.answer(alice.store().publications().publish("alice", "other", bytes("other")));
        alice.stopStore();
        Path unreadable = fileWith("other", "publications");
        String content = Files.readString(unreadable);
        String newer = content.replaceFirst(" 1\\n", " 2\n");
        Files.writeString(unreadable, newer);

        alice.startStore();
        Event event = alice.events().await(DhtStoreTopics.STATE_DAMAGED, 1);
        TorrentException refused =
                Wait.failure(alice.store().publications().publish("alice", "other", bytes("another")));

        assertThat(event.getProperty(DhtStoreTopics.FILE)).isEqualTo(unreadable.toString());
        assertThat(event.getProperty(DhtStoreTopics.REASON).toString()).contains("newer version");
        assertThat(unreadable).hasContent(newer);
        assertThat(refused.code()).isEqualTo(ErrorCode.GENERIC);
        assertThat(refused).hasMessageContaining("is not overwritten");
        assertThat(alice.store().publications().list())
                .extracting(DhtPublication::key)
                .containsExactly("motd");

        alice.stopStore();
        Files.writeString(unreadable, content);
        alice.startStore();
        assertThat(alice.store().publications().list()).hasSize(2);
    }

    @Test
    void aFolderOrLinkInThePlaceOfAFileIsSetAside() throws IOException {
        publish(alice, "hello");
        Wait.answer(alice.store().publications().publish("alice", "other", bytes("other")));
        alice.stopStore();
        Path file = fileWith("other", "publications");
        Path outside = Files.move(file, alice.state("publications").resolveSibling("outside"));
        Files.createSymbolicLink(file, outside);
        Path folder = Files.createDirectory(file.resolveSibling("00.publication"));

        alice.startStore();

        alice.events().await(DhtStoreTopics.STATE_DAMAGED, 2);
        assertThat(file.resolveSibling(file.getFileName() + ".damaged-1")).isSymbolicLink();
        assertThat(folder.resolveSibling("00.publication.damaged-1")).isDirectory();
        assertThat(outside).isRegularFile();
        assertThat(alice.store().publications().list())
                .extracting(DhtPublication::key)
                .containsExactly("motd");
    }

    @Test
    void whatAKillLeftOfAFileIsCleanedUp() throws IOException {
        publish(alice, "hello");
        alice.stopStore();
        Path leftover = Files.writeString(alice.state("publications").resolve(".123.tmp"), "half a file");
        Path notOurs = Files.writeString(alice.state("publications").resolve("notes.tmp"), "somebody's");

        alice.startStore();

        assertThat(leftover).doesNotExist();
        assertThat(notOurs).exists();
    }

    @Test
    void noFileOfAPublicationHasTheSecret() throws IOException {
        publish(alice, "hello");
        String seed = HexFormat.of().formatHex(alice.store().identities().exportSeed("alice"));

        assertThat(Files.readString(fileWith("motd", "publications"))).doesNotContain(seed);
    }

    @Test
    void itemsOfOthersThatAreOlderAreNoConflict() {
        DhtKeyPair keys = DhtKeyPair.fromSeed(alice.store().identities().exportSeed("alice"));
        Host bob = HOSTS.host("bob");
        Wait.answer(bob.session()
                .dht()
                .putMutable(MutableItem.sign(keys, bytes("motd"), 41, bytes("old")), OptionalLong.empty()));

        assertThat(publish(alice, "new").item().seq()).isEqualTo(42);
    }

    private Path fileWith(String key, String kind) throws IOException {
        String hex = HexFormat.of().formatHex(bytes(key));
        try (Stream<Path> files = Files.list(alice.state(kind))) {
            for (Path file : files.toList()) {
                if (Files.readString(file).contains("salt: " + hex)) {
                    return file;
                }
            }
        }
        throw new AssertionError("no file of " + key);
    }

    private Host hostWithTheSameKey() {
        Host other = HOSTS.host("other");
        other.store()
                .identities()
                .importKeys(
                        "alice", DhtKeyPair.fromSeed(alice.store().identities().exportSeed("alice")));
        return other;
    }

    private static void assertSame(MutableItem found, MutableItem expected) {
        assertThat(found).usingRecursiveComparison().isEqualTo(expected);
    }

    private static DhtPublication publish(Host host, String value) {
        return Wait.answer(host.store().publications().publish("alice", "motd", bytes(value)));
    }

    private DhtPublicationStatus status() {
        return alice.store().publications().find("alice", "motd").orElseThrow().status();
    }

    private MutableItem item() {
        return alice.store().publications().find("alice", "motd").orElseThrow().item();
    }

    private MutableItem lookUp(Host host) {
        return Wait.answer(host.store().lookups().getFresh(publicKey, "motd"))
                .orElseThrow()
                .item();
    }

    private static String text(MutableItem item) {
        return new String(item.value(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
