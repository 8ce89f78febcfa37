package org.torrentxt.dht;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.store.DhtIdentity;

class IdentityFilesTest {
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String PUBLIC_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @TempDir
    private Path stateDir;

    private IdentityFiles identities;

    @BeforeEach
    void open() {
        identities = new IdentityFiles(stateDir);
    }

    @Test
    void anIdentityOutlivesItsStore() {
        DhtIdentity made = identities.create("alice");
        IdentityFiles reopened = new IdentityFiles(stateDir);

        assertThat(reopened.list()).containsExactly(made);
        assertThat(reopened.keys("alice").publicKey()).isEqualTo(made.publicKey());
    }

    @Test
    void identitiesAreListedByName() {
        List.of("carol", "alice", "b.o-b_2").forEach(identities::create);

        assertThat(identities.list()).extracting(DhtIdentity::name).containsExactly("alice", "b.o-b_2", "carol");
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

        assertThat(HexFormat.of().formatHex(identities.keys("alice").seed())).isEqualTo(SEED);
    }

    @Test
    void aNameIsTakenOnce() throws IOException {
        identities.create("alice");
        byte[] before = Files.readAllBytes(file("alice"));

        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> identities.create("alice"))
                .withMessageContaining("'alice' is there already")
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
    @NullSource
    @ValueSource(strings = {"", " ", "a b", "a/b", "../alice", "a\\b", "a\nb", "\u00e4", "a:b"})
    void aMalformedNameIsRefused(String name) {
        for (Runnable use : List.<Runnable>of(() -> identities.create(name), () -> identities.keys(name))) {
            assertThatExceptionOfType(TorrentException.class)
                    .isThrownBy(use::run)
                    .withMessageStartingWith("not a name for an identity: '" + name + "'")
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
                .isThrownBy(() -> identities.keys("carol"))
                .withMessage("no identity 'carol'; there are: alice, bob")
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    static Stream<String> damagedFiles() {
        String whole = new String(IdentityFormat.write(DhtKeyPair.fromSeed(SEED)), US_ASCII);
        return Stream.of(
                "",
                SEED,
                whole.substring(0, whole.length() - 2),
                whole.replace("identity 1", "identity 2"),
                whole.replace(SEED, "0" + SEED.substring(1)),
                whole + SEED,
                whole + "\n".repeat(IdentityFormat.MAX_LENGTH));
    }

    @ParameterizedTest
    @MethodSource("damagedFiles")
    void aDamagedFileIsNamedAndLeftAlone(String content) throws IOException {
        restore("alice", content);
        identities.create("bob");

        assertThat(identities.list()).extracting(DhtIdentity::name).containsExactly("bob");
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> identities.keys("alice"))
                .withMessageStartingWith("identity file " + file("alice") + " cannot be used: ")
                .withMessageEndingWith("; it is left as it is")
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
                .isThrownBy(() -> identities.keys("alice"))
                .satisfies(e -> assertThat(e + " " + e.getCause()).doesNotContain(SEED.substring(1, 32)));
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(stateDir.resolve("identities"), "in the way");

        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> identities.create("alice"))
                .withMessageContaining("identity file " + file("alice") + " cannot be written")
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.GENERIC);
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> identities.list())
                .withMessageContaining("cannot be read")
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.GENERIC);
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
