package org.torrentxt.fleet.statement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.api.fleet.NodeControl;

/** What a node accepts of what it is sent, now and after a restart. */
class StatementsTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final DhtKeyPair OTHERS = DhtKeyPair.fromSeed("cd".repeat(32));
    private static final Judge JUDGE = judge("alps", "/srv/maps");

    @TempDir
    Path folder;

    private static Judge judge(String cluster, String... folders) {
        return new Judge(
                cluster,
                List.of(new TrustedKey(
                        KEYS.publicKey(),
                        List.of(folders).stream().map(Path::of).toList())));
    }

    private static DeployTorrent maps(int version) {
        return DeployTorrent.builder("maps", InfoHashes.of(new InfoHash(("%02x".formatted(version)).repeat(20))))
                .labels(Map.of("site", "basel"))
                .folder(Optional.of(Path.of("/srv/maps/swiss")))
                .keep(2)
                .build();
    }

    private static byte[] signed(long sequence, int version) {
        return JUDGE.sign(KEYS, "maps", sequence, Optional.of(maps(version)));
    }

    private Statements statements(Judge judge) {
        return new Statements(folder.resolve("fleet"), judge);
    }

    private static void assertRefused(Statements statements, byte[] bytes, String reason) {
        List<Statement> before = statements.all();
        assertThatThrownBy(() -> statements.accept(bytes))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(reason);
        assertThat(statements.all()).isEqualTo(before);
    }

    @Test
    void aStatementSaysWhatWasSigned() throws Exception {
        Statements statements = statements(JUDGE);
        assertThat(statements.accept(signed(1, 7))).isTrue();
        assertThat(statements.accept(signed(1, 7))).as("again").isFalse();
        Statement found = statements.all().get(0);
        assertThat(found.content()).contains(maps(7));
        assertThat(found.id()).isEqualTo(new StatementId("maps", KEYS.publicKey()));
        assertThat(found.deployment().orElseThrow().sequence()).isEqualTo(1);
    }

    @Test
    void olderOnesAreRefusedAlsoAfterARestart() throws Exception {
        Statements statements = statements(JUDGE);
        statements.accept(signed(5, 7));
        assertRefused(statements, signed(4, 8), "it is older: it has sequence number 4, and this node has accepted 5");
        Statements restarted = statements(JUDGE);
        assertThat(restarted.all()).isEqualTo(statements.all());
        assertRefused(restarted, signed(4, 8), "it is older");
        assertThat(restarted.accept(signed(6, 8))).isTrue();
    }

    @Test
    void anOlderOneIsRefusedEvenIfTheNewerOneIsNoLongerAllowed() throws Exception {
        statements(JUDGE).accept(signed(5, 7));
        Statements restarted = statements(judge("alps", "/srv/other"));
        assertThat(restarted.all()).isEmpty();
        byte[] older = JUDGE.sign(
                KEYS,
                "maps",
                4,
                Optional.of(maps(8).toBuilder().folder(Optional.empty()).build()));
        assertRefused(restarted, older, "it is older");
    }

    @Test
    void whatWasUndeployedStaysUndeployed() throws Exception {
        Statements statements = statements(JUDGE);
        statements.state(KEYS, "maps", Optional.of(maps(7)));
        assertThat(statements.state(KEYS, "maps", Optional.empty()).sequence()).isEqualTo(2);
        Statements restarted = statements(JUDGE);
        assertThat(restarted.all()).hasSize(1).allMatch(each -> each.content().isEmpty());
        assertRefused(restarted, signed(1, 7), "it is older");
        assertThat(restarted.state(KEYS, "maps", Optional.of(maps(7))).sequence())
                .isEqualTo(3);
    }

    @Test
    void ofTwoWithTheSameNumberAllNodesChooseTheSame() throws Exception {
        Statements one = statements(JUDGE);
        Statements other = new Statements(folder.resolve("other"), JUDGE);
        byte[] low = signed(1, 7);
        byte[] high = signed(1, 8);
        one.accept(low);
        assertThat(one.accept(high)).isTrue();
        other.accept(high);
        assertRefused(other, low, "it is older");
        assertThat(one.all()).isEqualTo(other.all());
    }

    @Test
    void whoIsNotTrustedIsRefused() {
        byte[] foreign = JUDGE.sign(OTHERS, "maps", 1, Optional.of(maps(7)));
        assertRefused(statements(JUDGE), foreign, "this node does not trust key " + OTHERS.publicKey());
    }

    @Test
    void aForgedSignatureIsRefused() {
        MutableItem item = StatementFormat.sign(OTHERS, "alps", "maps", 1, Optional.of(maps(7)))
                .item();
        MutableItem forged = new MutableItem(KEYS.publicKey(), item.salt(), item.value(), item.seq(), item.signature());
        assertRefused(statements(JUDGE), new SignedBytes(forged).write(), "its signature is wrong");
    }

    @Test
    void aStatementForAnotherClusterIsRefused() {
        byte[] foreign = judge("andes").sign(KEYS, "maps", 1, Optional.of(maps(7)));
        Statements statements = statements(JUDGE);
        assertRefused(statements, foreign, "it is for another cluster: 'andes'");
        byte[] newer = judge("andes").sign(KEYS, "maps", 9, Optional.of(maps(7)));
        Statement own = statements.state(KEYS, "maps", Optional.of(maps(7)));
        assertThat(statements.correction(own, newer))
                .as("nobody here accepts the other")
                .isPresent();
        assertThat(statements.correction(own, signed(9, 8))).isEmpty();
    }

    @Test
    void afterTheEndNothingIsSaved() throws Exception {
        Statements statements = statements(JUDGE);
        statements.accept(signed(1, 7));
        statements.close();
        assertRefused(statements, signed(2, 7), "this node has been restarted, or has left the fleet; try again");
        assertThatThrownBy(() -> statements.state(KEYS, "maps", Optional.of(maps(8))))
                .isInstanceOfSatisfying(
                        TorrentException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.GENERIC));
        assertThat(statements(JUDGE).all()).isEqualTo(statements.all());
    }

    @Test
    void anItemOfTheDhtIsNoStatement() {
        byte[] item = new SignedBytes(MutableItem.sign(KEYS, "maps".getBytes(), 1, new byte[] {1})).write();
        assertRefused(statements(JUDGE), item, "it is an item of the DHT, not a statement");
    }

    @Test
    void foldersThatTheKeyMayNotUseAreRefused() {
        Statements statements = statements(JUDGE);
        for (String path : List.of("/etc", "/srv/maps2", "/srv/maps/../../etc", "srv/maps", "/srv/maps/./x")) {
            byte[] bytes = JUDGE.sign(
                    KEYS,
                    "maps",
                    1,
                    Optional.of(maps(7).toBuilder()
                            .folder(Optional.of(Path.of(path)))
                            .build()));
            assertRefused(statements, bytes, "may not use folder " + path + "; allowed: /srv/maps");
        }
    }

    @Test
    void aNewerVersionIsNotPassedOver() {
        byte[] newer = "li2e4:moree".getBytes();
        assertRefused(statements(JUDGE), newer, "it has version 2; this node knows versions up to 1: update it");
        MutableItem item =
                MutableItem.signBencoded(KEYS, StatementFormat.salt("maps"), 1, "d7:cluster4:alps1:vi2ee".getBytes());
        assertRefused(statements(JUDGE), new SignedBytes(item).write(), "what it says has version 2");
        MutableItem unknown = MutableItem.signBencoded(
                KEYS, StatementFormat.salt("maps"), 1, "d7:cluster4:alps7:install1:x1:vi1ee".getBytes());
        assertRefused(statements(JUDGE), new SignedBytes(unknown).write(), "it says what this node does not know");
    }

    @Test
    void anOversizedOneIsNotDecoded() {
        assertRefused(statements(JUDGE), new byte[SignedBytes.MAX_LENGTH + 1], "it is too long: 1401 bytes");
    }

    @Test
    void oneThatIsTooLongIsNotSigned() {
        DeployTorrent large = maps(7).toBuilder()
                .folder(Optional.of(Path.of("/srv/maps/" + "x".repeat(1000))))
                .build();
        assertThatThrownBy(() -> statements(JUDGE).state(KEYS, "maps", Optional.of(large)))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("statement too long")
                .hasMessageContaining("use a shorter folder, or fewer labels");
    }

    @Test
    void whatThisNodeWouldNotAcceptItDoesNotState() {
        Statements statements = statements(JUDGE);
        assertThat(catchThrowable(() -> statements.state(OTHERS, "maps", Optional.of(maps(7)))))
                .hasMessageContaining("deployment 'maps' is not accepted: this node does not trust key");
        assertThat(catchThrowable(() -> statements.state(KEYS, "maps", Optional.empty())))
                .hasMessageContaining("no such deployment: 'maps'");
        assertThat(statements.all()).isEmpty();
    }

    @Test
    void oneThatCannotBeSavedIsNotAccepted() throws Exception {
        Statements statements = statements(JUDGE);
        Files.createFile(folder.resolve("fleet"));
        assertRefused(statements, signed(1, 7), "it cannot be saved: ");
    }

    @Test
    void aDamagedFileIsSetAsideAndTheOthersAreRead() throws Exception {
        Statements statements = statements(JUDGE);
        statements.state(KEYS, "maps", Optional.of(maps(7)));
        statements.state(
                KEYS,
                "more",
                Optional.of(DeployTorrent.builder("more", maps(8).infoHashes()).build()));
        Path file = folder.resolve("fleet").resolve(KEYS.publicKey() + "-maps.statement");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 5] ^= 1;
        Files.write(file, bytes);
        assertThat(statements(JUDGE).all()).extracting(each -> each.id().name()).containsExactly("more");
        assertThat(file).doesNotExist();
    }

    private static DeployTorrent stated(Statements statements) {
        return statements.all().get(0).content().orElseThrow();
    }

    @Test
    void aStageIsContinuedOrRolledBackToTheLastVersionForAll() {
        Statements statements = statements(JUDGE);
        statements.deploy(KEYS, maps(1));
        DeployTorrent other = DeployTorrent.builder("maps", maps(2).infoHashes())
                .labels(Map.of("site", "zug"))
                .first(1)
                .build();
        statements.deploy(KEYS, other);
        assertThat(statements(JUDGE).all()).as("saved").isEqualTo(statements.all());
        assertThat(stated(statements))
                .isEqualTo(other.toBuilder().before(Optional.of(maps(1))).build());
        statements.deploy(KEYS, other.toBuilder().first(2).build());
        assertThat(stated(statements).before()).as("more nodes").contains(maps(1));
        statements.deploy(KEYS, maps(3).toBuilder().first(1).build());
        assertThat(stated(statements).before()).as("another one instead").contains(maps(1));
        statements.change(KEYS, "maps", Stages::continued);
        assertThat(stated(statements))
                .isEqualTo(maps(3).toBuilder().before(Optional.of(maps(1))).build());
        assertThat(catchThrowable(() -> statements.change(KEYS, "maps", Stages::continued)))
                .hasMessage("deployment 'maps' is for all its nodes already; nothing to continue");
        assertThat(statements.change(KEYS, "maps", Stages::rolledBack).sequence())
                .isEqualTo(6);
        assertThat(stated(statements)).isEqualTo(maps(1));
        assertThat(catchThrowable(() -> statements.change(KEYS, "maps", Stages::rolledBack)))
                .hasMessageContaining("has no version before; deploy one, or undeploy it");
        assertThat(stated(statements)).isEqualTo(maps(1));
    }

    private static NodeControl paused(String site) {
        return NodeControl.builder(Map.of("site", site)).isPaused(true).build();
    }

    @Test
    void whatIsPausedOrLimitedStaysSoForNewVersionsUntilThatIsEnded() {
        Statements statements = statements(JUDGE);
        NodeControl limited = NodeControl.builder(Map.of())
                .downloadLimit(5)
                .uploadLimit(Integer.MAX_VALUE)
                .build();
        statements.deploy(KEYS, maps(1));
        statements.change(KEYS, "maps", current -> Stages.controlled(current, paused("zug")));
        statements.change(KEYS, "maps", current -> Stages.controlled(current, limited));
        List<NodeControl> both = List.of(paused("zug"), limited);
        assertThat(stated(statements).controls()).containsExactlyInAnyOrderElementsOf(both);
        assertThat(statements(JUDGE).all()).as("saved").isEqualTo(statements.all());

        statements.deploy(KEYS, maps(2).toBuilder().first(1).build());
        assertThat(stated(statements).controls()).containsExactlyInAnyOrderElementsOf(both);
        assertThat(stated(statements).before()).as("without controls").contains(maps(1));
        statements.change(KEYS, "maps", Stages::rolledBack);
        assertThat(stated(statements))
                .isEqualTo(maps(1).toBuilder().controls(both).build());

        Statement ended = statements.change(
                KEYS,
                "maps",
                current -> Stages.controlled(
                        current, NodeControl.builder(Map.of("site", "zug")).build()));
        assertThat(stated(statements).controls()).containsExactly(limited);
        assertThat(statements.change(KEYS, "maps", current -> Stages.controlled(current, limited)))
                .as("what is stated already")
                .isSameAs(ended);
    }

    @Test
    void whoHasNoTrustedKeyNeitherPausesNorResumes() throws Exception {
        Statements statements = statements(JUDGE);
        byte[] running = statements.deploy(KEYS, maps(1)).bytes().write();
        byte[] paused = statements
                .change(KEYS, "maps", current -> Stages.controlled(current, paused("basel")))
                .bytes()
                .write();
        assertRefused(statements, running, "it is older: it has sequence number 1, and this node has accepted 2");
        assertRefused(statements(JUDGE), running, "it is older");
        DeployTorrent resumed = maps(1);
        assertRefused(statements, JUDGE.sign(OTHERS, "maps", 3, Optional.of(resumed)), "does not trust key");
        MutableItem item = StatementFormat.sign(OTHERS, "alps", "maps", 3, Optional.of(resumed))
                .item();
        MutableItem forged = new MutableItem(KEYS.publicKey(), item.salt(), item.value(), item.seq(), item.signature());
        assertRefused(statements, new SignedBytes(forged).write(), "its signature is wrong");
        assertThat(catchThrowable(
                        () -> statements.change(OTHERS, "maps", current -> Stages.controlled(current, paused("zug")))))
                .hasMessageContaining("no such deployment: 'maps' of key " + OTHERS.publicKey());
        assertThat(statements.accept(paused)).as("known").isFalse();
    }

    @Test
    void asManyControlsAsAreAllowedFitIntoAStatement() {
        Statements statements = statements(JUDGE);
        statements.deploy(KEYS, maps(1));
        for (int i = 0; i < DeployTorrent.MAX_CONTROLS; i++) {
            NodeControl control = NodeControl.builder(Map.of("site", "site-" + i))
                    .isPaused(true)
                    .downloadLimit(Integer.MAX_VALUE - i)
                    .uploadLimit(Integer.MAX_VALUE - i)
                    .build();
            statements.change(KEYS, "maps", current -> Stages.controlled(current, control));
        }
        assertThat(catchThrowable(() ->
                        statements.change(KEYS, "maps", current -> Stages.controlled(current, paused("one-more")))))
                .hasMessageContaining("too many controls: 9; expected at most 8");
        assertThat(stated(statements).controls()).hasSize(DeployTorrent.MAX_CONTROLS);
    }

    @Test
    void aFirstVersionThatIsRolledBackIsUndeployed() {
        Statements statements = statements(JUDGE);
        assertThat(catchThrowable(() -> statements.change(KEYS, "maps", Stages::rolledBack)))
                .hasMessageContaining("no such deployment: 'maps'");
        statements.deploy(KEYS, maps(1).toBuilder().first(1).build());
        assertThat(statements.change(KEYS, "maps", Stages::rolledBack).content())
                .isEmpty();
    }

    @Test
    void theFeatureOfEachVersionIsSigned() throws Exception {
        Statements statements = statements(JUDGE);
        DeployTorrent first = maps(1).toBuilder()
                .install(Optional.of(
                        InstallFeature.builder("maps").version("1.0").build()))
                .build();
        DeployTorrent second = maps(2).toBuilder()
                .install(Optional.of(InstallFeature.builder("maps")
                        .repository("mvn:com.acme/maps/2.0/xml/features")
                        .build()))
                .build();
        for (DeployTorrent next : List.of(first, second, maps(3), first)) {
            Optional<DeployTorrent> before = statements.all().stream()
                    .flatMap(each -> each.content().stream())
                    .map(each -> each.toBuilder().before(Optional.empty()).build())
                    .findFirst();
            statements.deploy(KEYS, next);
            assertThat(stated(statements))
                    .isEqualTo(next.toBuilder().before(before).build());
            assertThat(statements(JUDGE).all()).as("as it was saved").isEqualTo(statements.all());
        }
        statements.change(KEYS, "maps", Stages::rolledBack);
        assertThat(stated(statements)).isEqualTo(maps(3));
    }

    @Test
    void whatHasNoStagesIsSignedAsBefore() {
        byte[] value = StatementFormat.sign(KEYS, "alps", "maps", 1, Optional.of(maps(7)))
                .item()
                .value();
        assertThat(new String(value, ISO_8859_1))
                .doesNotContain("first")
                .doesNotContain("before")
                .doesNotContain("controls")
                .doesNotContain("install");
    }
}
