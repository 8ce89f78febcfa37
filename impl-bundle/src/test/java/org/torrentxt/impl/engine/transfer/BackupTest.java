package org.torrentxt.impl.engine.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.api.transfer.BackupOptions;
import org.torrentxt.api.transfer.BackupReport;
import org.torrentxt.api.transfer.TransferOutcome;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferRequest;
import org.torrentxt.api.transfer.TransferredTorrent;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.state.ResumeDictionary;

/** Backups of a running session, and what is restored from them, whoever made them. */
class BackupTest {
    private static final int SIZE = 300_000;
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private LocalSession local;
    private Path zip;

    @BeforeEach
    void start() throws IOException {
        local = start("local");
        zip = folder.resolve("backup.zip");
    }

    private LocalSession start(String name) throws IOException {
        Path downloads = Files.createDirectories(folder.resolve("downloads"));
        return sessions.use(LocalSession.startSaved(name, downloads, folder.resolve(name + "-state"), Map.of()));
    }

    private BackupReport backup(BackupOptions options) throws Exception {
        try (OutputStream out = Files.newOutputStream(zip)) {
            return local.session().stateTransfer().backup(out, options);
        }
    }

    private static TransferReport restore(LocalSession to, Path zip, UnaryOperator<TransferRequest> options)
            throws Exception {
        return to.session().stateTransfer().add(options.apply(TransferRequest.ofBackup(zip)));
    }

    private static TransferReport restore(LocalSession to, Path zip) throws Exception {
        return restore(to, zip, request -> request);
    }

    private static TransferredTorrent single(TransferReport report) {
        assertThat(report.torrents()).hasSize(1);
        return report.torrents().get(0);
    }

    private Torrent seed(TorrentFormat format) throws IOException {
        Path parent = Files.createDirectories(folder.resolve("content of " + format));
        Torrent torrent =
                sessions.seedWith(local, Content.write(parent, SIZE), format).seeding();
        Wait.until("it is complete", () -> status(torrent).isSeeding());
        return torrent;
    }

    private static AddTorrent magnet(int number) {
        return AddTorrent.infoHash(new InfoHash(String.format("%040x", number)))
                .paused()
                .build();
    }

    private static TorrentStatus status(Torrent torrent) {
        return torrent.status().orElseThrow();
    }

    private static void removeAll(LocalSession from) {
        from.session().torrents().forEach(torrent -> Wait.answer(torrent.remove(false)));
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                try (InputStream in = file.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private void write(Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void whatWasRemovedIsAsItWasAndNotCheckedAgain(TorrentFormat format) throws Exception {
        Torrent before = seed(format);
        before.setLabels(Set.of("music"));
        before.setAttributes(Map.of("bought", "yes"));
        before.setUploadLimit(12_345);
        Torrent paused = local.session().add(magnet(1)).torrent();
        int pieces = before.pieces().cardinality();
        assertThat(backup(BackupOptions.defaults()).torrents()).isEqualTo(2);
        removeAll(local);
        Path changed = folder.resolve("content of " + format).resolve("content/a.bin");
        Files.write(changed, new byte[(int) Files.size(changed)]); // a check would find that

        TransferReport report = restore(local, zip);

        assertThat(report.torrents())
                .allSatisfy(torrent ->
                        assertThat(torrent.outcome()).as(torrent.toString()).isEqualTo(TransferOutcome.NEW))
                .extracting(TransferredTorrent::id)
                .containsExactlyInAnyOrder(before.id(), paused.id());
        Torrent after = local.session().find(before.id()).orElseThrow();
        Wait.until("it is seeding", () -> status(after).isSeeding());
        assertThat(after.pieces().cardinality()).isEqualTo(pieces);
        assertThat(after.infoHashes()).isEqualTo(before.infoHashes());
        assertThat(after.labels()).containsExactly("music");
        assertThat(after.attributes()).isEqualTo(Map.of("bought", "yes"));
        assertThat(after.uploadLimit()).isEqualTo(12_345);
        assertThat(status(local.session().find(paused.id()).orElseThrow()).isPaused())
                .isTrue();
        assertThat(restore(local, zip).torrents())
                .extracting(TransferredTorrent::outcome)
                .containsOnly(TransferOutcome.PRESENT);

        local.close();
        local = start("local");
        assertThat(local.session().find(before.id()).orElseThrow().labels()).containsExactly("music");
        assertThat(local.session().add(magnet(2)).torrent().id()).isGreaterThan(paused.id());
    }

    @Test
    void aBackupHasNoSecretsUnlessAsked() throws Exception {
        Seed source = Seed.of(local, Content.write(folder, SIZE), TorrentFormat.V1);
        Torrent torrent = local.session()
                .add(source.torrent()
                        .tracker("http://127.0.0.1:1/announce")
                        .tracker("http://127.0.0.1:1/" + KEY + "/announce")
                        .tracker("http://me:hidden@127.0.0.1:2/announce")
                        .webSeed("http://127.0.0.1:3/file?token=" + KEY)
                        .paused()
                        .build())
                .torrent();
        torrent.setAttributes(Map.of("password", KEY, "note", "plain"));
        local.session()
                .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + "ab".repeat(20) + "&tr=http%3A%2F%2F127.0.0.1%3A1%2F"
                                + KEY + "%2Fannounce")
                        .paused()
                        .build());
        BackupOptions options = BackupOptions.defaults()
                .configuration(
                        "org.torrentxt.session-default.cfg",
                        Map.of("name", "default", "setting.proxy_password", KEY, "url", "http://a:hidden@b.example/"));

        BackupReport report = backup(options);

        entries()
                .forEach((name, content) ->
                        assertThat(new String(content, ISO_8859_1)).as(name).doesNotContain(KEY, "hidden"));
        assertThat(report.omitted())
                .contains(
                        "torrent 1: tracker http://127.0.0.1:1",
                        "torrent 1: tracker http://127.0.0.1:2",
                        "torrent 1: web seed http://127.0.0.1:3",
                        "torrent 1: attribute password",
                        "torrent 2: tracker http://127.0.0.1:1",
                        "setting.proxy_password in org.torrentxt.session-default.cfg");
        assertThat(entries().keySet())
                .contains("state/1.resume", "state/2.resume", "torrents/1.torrent", "backup.state")
                .contains("etc/org.torrentxt.session-default.cfg", "state/session.state", "state/ids.state");
        removeAll(local);
        TransferReport restored = restore(local, zip);
        assertThat(restored.torrents().get(0).notes()).anyMatch(note -> note.contains("tracker http://127.0.0.1:1"));
        assertThat(restored.warnings()).anyMatch(note -> note.contains("setting.proxy_password"));
        Torrent after = local.session().find(1).orElseThrow();
        assertThat(after.trackers()).extracting(TrackerInfo::url).containsExactly("http://127.0.0.1:1/announce");
        assertThat(after.attributes()).isEqualTo(Map.of("note", "plain"));
    }

    @Test
    void withSecretsABackupHasAll() throws Exception {
        Seed source = Seed.of(local, Content.write(folder, SIZE), TorrentFormat.V1);
        local.session()
                .add(source.torrent()
                        .tracker("http://127.0.0.1:1/" + KEY + "/announce")
                        .paused()
                        .build());
        assertThat(backup(BackupOptions.defaults().withSecrets()).omitted()).isEmpty();
        removeAll(local);
        assertThat(restore(local, zip).torrents().get(0).notes()).isEmpty();
        assertThat(local.session().find(1).orElseThrow().trackers())
                .extracting(TrackerInfo::url)
                .containsExactly("http://127.0.0.1:1/" + KEY + "/announce");
    }

    @Test
    void onAnotherMachineThePathsChangeAndMissingContentIsWaitedFor() throws Exception {
        Torrent before = seed(TorrentFormat.V1);
        Path content = folder.resolve("content of " + TorrentFormat.V1);
        backup(BackupOptions.defaults());
        local.close();
        Files.move(content, folder.resolve("moved"));
        LocalSession other = start("other");

        TransferredTorrent dry = single(restore(other, zip, TransferRequest::dryRun));
        assertThat(dry.outcome()).isEqualTo(TransferOutcome.NEW);
        assertThat(dry.notes()).singleElement().asString().contains("missing");
        assertThat(other.session().torrentCount()).isZero();
        Torrent waiting = other.session().find(single(restore(other, zip)).id()).orElseThrow();
        assertThat(status(waiting).error()).contains("missing");
        assertThat(content).doesNotExist();
        Wait.answer(waiting.remove(false));

        TransferredTorrent added = single(
                restore(other, zip, request -> request.replacePath(content.toString(), folder.resolve("moved"))));
        Torrent after = other.session().find(added.id()).orElseThrow();
        Wait.until("it is seeding", () -> status(after).isSeeding());
        assertThat(after.infoHashes()).isEqualTo(before.infoHashes());
        assertThat(status(after).savePath()).isEqualTo(folder.resolve("moved"));
    }

    @Test
    void resumeDataOfATorrentThatWaitsForItsFilesHasItsPieces() throws Exception {
        Torrent torrent = seed(TorrentFormat.V1);
        int pieces = torrent.pieces().cardinality();
        Path content = folder.resolve("content of " + TorrentFormat.V1);
        local.close();
        Files.move(content, folder.resolve("moved"));
        local = start("local");
        Torrent waiting = local.session().find(torrent.id()).orElseThrow();
        assertThat(status(waiting).error()).contains("missing");

        byte[] exported = Wait.answer(waiting.saveResumeData());

        assertThat(ResumeDictionary.of(exported).text("pieces").orElseThrow())
                .hasSize(pieces)
                .matches("\\x01+|\\x03+");
        LocalSession other = start("other");
        Torrent added = other.session()
                .add(AddTorrent.resumeData(exported)
                        .savePath(folder.resolve("moved"))
                        .build())
                .torrent();
        Wait.until("it has its pieces", () -> added.pieces().cardinality() == pieces);
    }

    @Test
    void anIdThatAnotherTorrentHasIsNotTaken() throws Exception {
        local.session().add(magnet(1));
        local.session().add(magnet(2));
        backup(BackupOptions.defaults());
        LocalSession other = start("other");
        assertThat(other.session().add(magnet(7)).torrent().id()).isEqualTo(1);

        TransferReport report = restore(other, zip);

        assertThat(report.torrents()).extracting(TransferredTorrent::id).containsExactly(3, 2);
        assertThat(report.torrents().get(0).notes()).contains("its id was 1");
        assertThat(other.session().find(1).orElseThrow().infoHashes().v1())
                .contains(new InfoHash(String.format("%040x", 7)));
        assertThat(other.session().add(magnet(8)).torrent().id()).isGreaterThan(3);
    }

    @Test
    void damagedFilesAreToldAndTheOthersRestored() throws Exception {
        for (int i = 1; i <= 4; i++) {
            local.session().add(magnet(i));
        }
        backup(BackupOptions.defaults());
        removeAll(local);
        Map<String, byte[]> entries = entries();
        entries.put("state/1.resume", new byte[0]);
        entries.put("state/2.resume", entries.get("state/3.resume"));
        entries.put("state/session.state", "nonsense".getBytes());
        write(entries);

        TransferReport report = restore(local, zip);

        assertThat(report.torrents())
                .extracting(TransferredTorrent::outcome)
                .containsExactly(
                        TransferOutcome.REFUSED, TransferOutcome.REFUSED, TransferOutcome.NEW, TransferOutcome.NEW);
        assertThat(report.torrents().get(1).reason()).contains("another torrent");
        assertThat(report.warnings()).anyMatch(note -> note.contains("session.state"));
        assertThat(local.session().torrentCount()).isEqualTo(2);
    }

    @Test
    void bytesThatChangedInTheZipFileAreFound() throws Exception {
        for (int i = 1; i <= 3; i++) {
            local.session().add(magnet(i));
        }
        backup(BackupOptions.defaults());
        removeAll(local);
        byte[] bytes = Files.readAllBytes(zip);
        int at = new String(bytes, ISO_8859_1).indexOf("state/2.resume") + "state/2.resume".length() + 30;
        bytes[at] ^= 0x55;
        Files.write(zip, bytes);

        assertThat(restore(local, zip).torrents())
                .extracting(TransferredTorrent::outcome)
                .containsExactly(TransferOutcome.NEW, TransferOutcome.REFUSED, TransferOutcome.NEW);
    }

    @Test
    void hostileNamesLengthsAndNumbersAreRefused() throws Exception {
        local.session().add(magnet(1));
        backup(BackupOptions.defaults());
        removeAll(local);
        Map<String, byte[]> entries = entries();
        entries.put("../outside.resume", entries.get("state/1.resume"));
        entries.put("state/../../outside.resume", entries.get("state/1.resume"));
        entries.put("/state/9.resume", entries.get("state/1.resume"));
        entries.put("state/5.resume", new byte[150 * 1024 * 1024]);
        entries.put("state/99999999999.resume", new byte[1]);
        write(entries);
        assertThat(Files.size(zip)).isLessThan(1024 * 1024);

        TransferReport report = restore(local, zip);

        assertThat(report.torrents())
                .extracting(TransferredTorrent::outcome)
                .containsExactly(TransferOutcome.NEW, TransferOutcome.REFUSED);
        assertThat(report.torrents().get(1).reason()).contains("too long");
        assertThat(Content.filesBelow(folder)).noneMatch(file -> file.toString().contains("outside"));
    }

    @Test
    void whatIsNoBackupIsAFailureAndChangesNothing() throws Exception {
        local.session().add(magnet(1));
        backup(BackupOptions.defaults());
        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(whole, whole.length - 30));
        assertThatThrownBy(() -> restore(local, zip))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is incomplete or damaged")
                .hasMessageContaining("nothing was restored; copy the backup again");
        Files.writeString(zip, "no zip");
        assertThatThrownBy(() -> restore(local, zip))
                .isInstanceOf(IOException.class)
                .hasMessage(zip + " is no backup: not a zip file");
        write(Map.of("readme.txt", new byte[1]));
        assertThatThrownBy(() -> restore(local, zip))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no backup");
        assertThatThrownBy(() -> restore(local, folder.resolve("none"))).hasMessageContaining("no such file");
        assertThat(local.session().torrentCount()).isEqualTo(1);
    }

    @Test
    void settingsAndIpFilterAreRestoredOnlyIfAsked() throws Exception {
        local.session().settings().set("connections_limit", 77);
        local.session().settings().set("allow_multiple_connections_per_ip", true);
        local.session().settings().set("proxy_password", KEY);
        local.session().ipFilter().add(IpFilter.Rule.of("192.0.2.1", "192.0.2.9", true));
        local.session().add(magnet(1));
        BackupReport made = backup(BackupOptions.defaults());
        assertThat(made.omitted()).contains("setting proxy_password");
        LocalSession other = start("other");
        Object before = other.session().settings().get("connections_limit").value();

        restore(other, zip, TransferRequest::dryRun);
        restore(other, zip);
        assertThat(other.session().settings().get("connections_limit").value()).isEqualTo(before);
        assertThat(other.session().ipFilter().rules()).isEmpty();

        TransferReport report = restore(other, zip, TransferRequest::withSettings);
        assertThat(report.warnings())
                .contains("restored: setting connections_limit = 77", "restored: IP filter with 1 rules")
                .anyMatch(note -> note.contains("proxy_password"));
        assertThat(other.session().settings().get("connections_limit").value()).isEqualTo(77L);
        assertThat(other.session().settings().get("proxy_password").value()).isEqualTo("");
        assertThat(other.session().context().isBlocked(InetAddress.getByName("192.0.2.5")))
                .isTrue();
    }

    @Test
    void aTemporarySessionHasNoState() {
        LocalSession temporary = sessions.start("temporary", folder);
        assertThatThrownBy(() -> temporary
                        .session()
                        .stateTransfer()
                        .backup(OutputStream.nullOutputStream(), BackupOptions.defaults()))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("temporary");
    }

    @Test
    void aFullDiskIsAFailureOfTheCaller() {
        local.session().add(magnet(1));
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> local.session().stateTransfer().backup(full, BackupOptions.defaults()))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }
}
