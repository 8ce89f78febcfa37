package org.torrentxt.shell.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.transfer.BackupOptions;
import org.torrentxt.api.transfer.BackupReport;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferRequest;
import org.torrentxt.shell.fake.FakeConfigurations;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.support.PrivateFile;
import org.torrentxt.testing.FakeSession;

class BackupCommandTest {
    @TempDir
    Path folder;

    private final List<BackupOptions> given = new ArrayList<>();
    private final List<TransferRequest> requests = new ArrayList<>();
    private BackupReport report = BackupReport.builder(3).build();
    private boolean isFull;
    private FakeConsole console;

    @BeforeEach
    void start() {
        FakeSession session = new FakeSession("default");
        session.setStateTransfer(new FakeTransfer() {
            @Override
            public BackupReport backup(OutputStream out, BackupOptions options) throws IOException {
                given.add(options);
                out.write(new byte[5]);
                if (isFull) {
                    throw new IOException("No space left on device");
                }
                return report;
            }

            @Override
            public TransferReport add(TransferRequest request) {
                requests.add(request);
                return TransferReport.builder(List.of()).build();
            }
        });
        console = new FakeConsole(
                folder,
                session,
                new FakeConfigurations(Map.of(
                                "service.pid",
                                "org.torrentxt.session~default",
                                "service.factoryPid",
                                "org.torrentxt.session",
                                "name",
                                "default",
                                "dht.bootstrap.nodes",
                                new String[] {"a:1", "b:2"}))
                        .admin());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void itIsWrittenForItsOwnerAloneWithAllConfigurations() throws Exception {
        assertThat(console.run(new BackupCommand(), "a.zip"))
                .isEqualTo("Written: " + folder.resolve("a.zip") + ", 5 B: 3 torrents");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a.zip"))))
                .isEqualTo("rw-------");
        assertThat(files()).containsExactly("a.zip");
        assertThat(given)
                .containsExactly(BackupOptions.defaults()
                        .configuration(
                                "org.torrentxt.session-default.cfg",
                                Map.of("name", "default", "dht.bootstrap.nodes", "a:1,b:2")));
        console.run(new BackupCommand(), "--with-secrets", "b.zip");
        assertThat(given.get(1).hasSecrets()).isTrue();
    }

    @Test
    void aFileThatIsThereIsKeptUnlessForced() throws Exception {
        Files.writeString(folder.resolve("a.zip"), "precious");
        assertThatThrownBy(() -> console.run(new BackupCommand(), "a.zip"))
                .hasMessageEndingWith("already exists; choose another file or overwrite it with --force");
        assertThat(folder.resolve("a.zip")).hasContent("precious");
        console.run(new BackupCommand(), "--force", "a.zip");
        assertThat(folder.resolve("a.zip")).hasSize(5);
    }

    @Test
    void afterAFailureTheFormerFileIsThereAndNoPart() throws Exception {
        Files.writeString(folder.resolve("a.zip"), "precious");
        isFull = true;
        assertThatThrownBy(() -> console.run(new BackupCommand(), "--force", "a.zip"))
                .hasMessageContaining("No space left on device");
        assertThat(folder.resolve("a.zip")).hasContent("precious");
        assertThat(files()).containsExactly("a.zip");
    }

    @Test
    void aFullDiskIsToldWithTheFile() throws Exception {
        Path full = Path.of("/dev/full");
        try (OutputStream out = PrivateFile.naming(folder.resolve("a.zip"), Files.newOutputStream(full))) {
            assertThatThrownBy(() -> out.write(new byte[10]))
                    .hasMessageContaining("a.zip")
                    .hasMessageContaining("No space left on device");
        }
    }

    @Test
    void whatWasOmittedIsListedByServer() throws Exception {
        report = BackupReport.builder(30)
                .omitted(Stream.concat(
                                IntStream.rangeClosed(1, 12)
                                        .mapToObj(id -> "torrent " + id + ": tracker http://t.example"),
                                Stream.of("torrent 3: attribute password", "setting proxy_password"))
                        .toList())
                .build();
        assertThat(console.run(new BackupCommand(), "a.zip"))
                .contains("Omitted as secrets (--with-secrets includes them):")
                .contains("tracker http://t.example (12 torrents)")
                .contains("attribute password (torrent 3)")
                .contains("  setting proxy_password");
    }

    @Test
    void anIncompleteBackupIsWrittenAndFails() throws Exception {
        report = BackupReport.builder(1)
                .warnings(List.of("7.resume is not in the backup: damaged"))
                .build();
        assertThatThrownBy(() -> console.run(new BackupCommand(), "a.zip"))
                .hasMessage("the backup is incomplete: 1 problem, such as: 7.resume is not in the backup: damaged");
        assertThat(files()).containsExactly("a.zip");
    }

    @Test
    void aBackupIsRestoredWithOrWithoutSettings() throws Exception {
        console.run(new RestoreCommand(), "--path", "/old=/new", "a.zip");
        console.run(new RestoreCommand(), "--settings", "--dry-run", "a.zip");
        TransferRequest request = TransferRequest.ofBackup(folder.resolve("a.zip"));
        assertThat(requests)
                .containsExactly(
                        request.replacePath("/old", Path.of("/new")),
                        request.withSettings().dryRun());
    }
}
