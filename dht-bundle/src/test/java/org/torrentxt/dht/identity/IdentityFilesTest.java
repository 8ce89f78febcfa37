package org.torrentxt.dht.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.store.DhtIdentity;

class IdentityFilesTest {
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String PUBLIC_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @TempDir
    private Path stateDir;

    private final Map<String, List<String>> published = new HashMap<>();
    private IdentityFiles identities;

    @BeforeEach
    void open() {
        identities = new IdentityFiles(stateDir, name -> published.getOrDefault(name, List.of()));
    }

    @Test
    void anIdentityOutlivesItsStore() {
        DhtIdentity made = identities.create("alice");
        IdentityFiles reopened = new IdentityFiles(stateDir, name -> published.getOrDefault(name, List.of()));

        assertThat(reopened.list()).containsExactly(made);
        assertThat(reopened.keys("alice", Optional.empty()).publicKey()).isEqualTo(made.publicKey());
    }

    @Test
    void identitiesAreListedByName() {
        List.of("carol", "alice", "b.o-b_2").forEach(identities::create);

        assertThat(identities.list()).extracting(DhtIdentity::name).containsExactly("alice", "b.o-b_2", "carol");
    }

    @Test
    void whatAKillLeftOfANewIdentityIsCleanedUp() throws IOException {
        identities.create("alice");
        Path leftover = Files.writeString(stateDir.resolve("identities/.4711.tmp"), "seed: " + SEED);

        open();

        assertThat(leftover).doesNotExist();
        assertThat(identities.list()).extracting(DhtIdentity::name).containsExactly("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n\n", "\r\n \r\n", " ", "\u0000", "TorrentXT DHT identity 1\n\n\n"})
    void aFileOfBlankLinesHidesNoOtherIdentity(String content) throws IOException {
        identities.create("alice");
        Path file = Files.writeString(stateDir.resolve("identities/blank.key"), content);

        assertThat(identities.list()).extracting(DhtIdentity::name).containsExactly("alice");
        assertThat(identities.find("blank")).isEmpty();
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> identities.keys("blank", Optional.empty()))
                .withMessageContaining(file.toString());
        assertThat(file).hasContent(content);
    }

    @Test
    void whatIsNoFileHidesNoOtherIdentity() throws IOException, InterruptedException {
        identities.create("alice");
        Files.createDirectory(stateDir.resolve("identities/folder.key"));
        Files.createSymbolicLink(stateDir.resolve("identities/loop.key"), Path.of("loop.key"));
        String pipe = stateDir.resolve("identities/pipe.key").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();

        assertThat(identities.list()).extracting(DhtIdentity::name).containsExactly("alice");
    }

    @Test
    void theSecretIsOverwrittenAfterUse() {
        IdentityFile file = IdentityFile.of(DhtKeyPair.fromSeed(SEED), Optional.empty());
        assertThat(file.write()).asString(US_ASCII).contains(SEED);

        file.close();

        assertThat(file.write()).asString(US_ASCII).contains("seed: " + "0".repeat(64));
    }

    @Test
    void thereAreNoneBeforeTheFirst() {
        assertThat(identities.list()).isEmpty();
        assertThat(stateDir).isEmptyDirectory();
    }

    @Test
    void onlyTheOwnerCanReadThem() throws IOException {
        identities.create("alice");

        assertThat(permissions(stateDir.resolve("identities"))).isEqualTo("rwx------");
        assertThat(permissions(file("alice"))).isEqualTo("rw-------");
    }

    @Test
    void theFileIsReadableTextWithAVersion() throws IOException {
        identities.create("alice");

        assertThat(Files.readString(file("alice")))
                .matches("TorrentXT DHT identity 1\npublic-key: [0-9a-f]{64}\nseed: [0-9a-f]{64}\n");
    }

    @Test
    void nothingElseIsLeftInTheFolder() {
        identities.create("alice");

        assertThat(stateDir.resolve("identities")).isDirectoryContaining(file("alice")::equals);
        assertThat(stateDir.resolve("identities").toFile().list()).hasSize(1);
    }

    @Test
    void aFileRestoredByHandIsUsed() throws IOException {
        restore("alice", "TorrentXT DHT identity 1\r\npublic-key: " + PUBLIC_KEY.toUpperCase() + "\r\nseed: " + SEED);

        assertThat(HexFormat.of()
                        .formatHex(identities.keys("alice", Optional.empty()).seed()))
                .isEqualTo(SEED);
    }

    @Test
    void aNameIsTakenOnce() throws IOException {
        identities.create("alice");
        byte[] before = Files.readAllBytes(file("alice"));

        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> identities.create("alice"))
                .withMessageContaining("'alice' already exists")
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(file("alice")).hasBinaryContent(before);
    }

    @Test
    void ofManyAtOnceOneGetsTheName() {
        long made = IntStream.range(0, 16)
                .parallel()
                .filter(i -> isCreated("alice"))
                .count();

        assertThat(made).isEqualTo(1);
        assertThat(identities.list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "../alice", "a\\b", "a\nb", "\u00e4", "a:b"})
    void aMalformedNameIsRefused(String name) {
        for (Runnable use :
                List.<Runnable>of(() -> identities.create(name), () -> identities.keys(name, Optional.empty()))) {
            assertThatExceptionOfType(TorrentException.class)
                    .isThrownBy(use::run)
                    .withMessageStartingWith("invalid name of identity '" + name + "'")
                    .extracting(TorrentException::code)
                    .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        }
        assertThat(stateDir).isEmptyDirectory();
    }

    @Test
    void aNameHasSixtyFourCharactersAtMost() {
        assertThat(identities.create("x".repeat(64)).name()).hasSize(64);
        assertThatExceptionOfType(TorrentException.class).isThrownBy(() -> identities.create("x".repeat(65)));
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThereAre() {
        List.of("alice", "bob").forEach(identities::create);

        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> identities.keys("carol", Optional.empty()))
                .withMessage("no such identity: 'carol'; existing: alice, bob")
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    static Stream<String> damagedFiles() {
        String whole = new String(
                IdentityFile.of(DhtKeyPair.fromSeed(SEED), Optional.empty()).write(), US_ASCII);
        return Stream.of(
                "",
                SEED,
                whole.substring(0, whole.length() - 2),
                whole.replace("identity 1", "identity 2"),
                whole.replace(SEED, "0" + SEED.substring(1)),
                whole + SEED,
                whole + "\n".repeat(IdentityFile.MAX_LENGTH));
    }

    @ParameterizedTest
    @MethodSource("damagedFiles")
    void aDamagedFileIsNamedAndLeftAlone(String content) throws IOException {
        restore("alice", content);
        identities.create("bob");

        assertThat(identities.list()).extracting(DhtIdentity::name).containsExactly("bob");
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> identities.keys("alice", Optional.empty()))
                .withMessageStartingWith("cannot use identity file " + file("alice") + ": ")
                .withMessageEndingWith("; it is left unchanged")
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.GENERIC);
        assertThatExceptionOfType(TorrentException.class).isThrownBy(() -> identities.create("alice"));
        assertThat(file("alice")).hasContent(content);
    }

    @ParameterizedTest
    @MethodSource("damagedFiles")
    void noMessageRepeatsWhatADamagedFileSays(String content) throws IOException {
        restore("alice", content);

        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> identities.keys("alice", Optional.empty()))
                .satisfies(e -> assertThat(e + " " + e.getCause()).doesNotContain(SEED.substring(1, 32)));
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(stateDir.resolve("identities"), "in the way");

        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> identities.create("alice"))
                .withMessageContaining("cannot write identity file " + file("alice"))
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.GENERIC);
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> identities.list())
                .withMessageContaining("cannot read folder")
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.GENERIC);
    }

    @Test
    void anIdentityIsImportedAndExportedByItsSeed() {
        DhtIdentity imported = identities.importKeys("alice", DhtKeyPair.fromSeed(SEED));

        assertThat(imported)
                .isEqualTo(DhtIdentity.builder("alice", new DhtPublicKey(PUBLIC_KEY))
                        .build());
        assertThat(identities.exportSeed("alice")).isEqualTo(HexFormat.of().parseHex(SEED));
    }

    @Test
    void aSealedIdentityOpensWithItsPassphraseOnly() throws IOException {
        identities.importKeys("alice", DhtKeyPair.fromSeed(SEED), "secret".toCharArray());

        assertThat(identities.list())
                .containsExactly(DhtIdentity.builder("alice", new DhtPublicKey(PUBLIC_KEY))
                        .sealed(true)
                        .build());
        assertThat(identities.exportSeed("alice", "secret".toCharArray()))
                .isEqualTo(HexFormat.of().parseHex(SEED));
        assertRefused(() -> identities.exportSeed("alice", "Secret".toCharArray()), "wrong passphrase");
        assertRefused(() -> identities.exportSeed("alice"), "it is sealed; enter its passphrase");
        assertThat(Files.readString(file("alice"))).doesNotContain(SEED).contains("iterations: 600000\n");
        assertThat(permissions(file("alice"))).isEqualTo("rw-------");
    }

    @Test
    void whatStandsBesideASealedSeedCannotBeChanged() throws IOException {
        identities.importKeys("alice", DhtKeyPair.fromSeed(SEED), "secret".toCharArray());
        String other = DhtKeyPair.generate().publicKey().hex();
        for (String[] change : new String[][] {{PUBLIC_KEY, other}, {"iterations: 600000", "iterations: 600001"}}) {
            String before = Files.readString(file("alice"));
            Files.writeString(file("alice"), before.replace(change[0], change[1]));
            assertRefused(() -> identities.exportSeed("alice", "secret".toCharArray()), "wrong passphrase");
            Files.writeString(file("alice"), before);
        }
        assertThat(identities.exportSeed("alice", "secret".toCharArray())).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 599_999, 2_000_000_000})
    void aSealIsNeitherWeakNorEndless(int iterations) throws IOException {
        identities.importKeys("alice", DhtKeyPair.fromSeed(SEED), "secret".toCharArray());
        Files.writeString(
                file("alice"), Files.readString(file("alice")).replace("600000", Integer.toString(iterations)));

        assertThat(identities.list()).isEmpty();
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> identities.exportSeed("alice", "secret".toCharArray()))
                .withMessageContaining("iterations");
    }

    @Test
    void aPassphraseIsNeitherEmptyNorInVain() {
        assertRefused(() -> identities.create("alice", new char[0]), "empty passphrase");
        identities.create("alice");
        assertRefused(() -> identities.exportSeed("alice", "secret".toCharArray()), "it is not sealed");
    }

    @Test
    void anIdentityIsRemoved() {
        identities.create("alice");
        identities.remove("alice");

        assertThat(identities.find("alice")).isEmpty();
        assertRefused(() -> identities.remove("alice"), "no such identity: 'alice'");
        assertThat(identities.create("alice").name()).isEqualTo("alice");
    }

    @Test
    void anIdentityThatHasPublicationsStays() {
        identities.create("alice");
        published.put("alice", List.of("motd", "news"));

        assertRefused(() -> identities.remove("alice"), "unpublish them first: motd, news");
        assertThat(identities.find("alice")).isPresent();
    }

    @Test
    void aDamagedFileIsNotRemoved() throws IOException {
        restore("alice", "damaged");

        assertThatExceptionOfType(TorrentException.class).isThrownBy(() -> identities.remove("alice"));
        assertThat(file("alice")).hasContent("damaged");
        assertThat(identities.find("alice")).isEmpty();
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain(SEED, "secret"))
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    private boolean isCreated(String name) {
        try {
            identities.create(name);
            return true;
        } catch (TorrentException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            return false;
        }
    }

    private void restore(String name, String content) throws IOException {
        Files.createDirectories(stateDir.resolve("identities"));
        Files.writeString(file(name), content);
    }

    private Path file(String name) {
        return stateDir.resolve("identities").resolve(name + ".key");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
