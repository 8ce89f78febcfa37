package org.torrentxt.impl.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.impl.fixture.ForkedJvm;
import org.torrentxt.impl.fixture.LocalSession;

class FileNamesTest {
    @TempDir
    private Path folder;

    @Test
    void utf8IsWellHoweverItIsWritten() {
        assertThat(FileNames.wrongOf("UTF-8", "utf8", null)).isEmpty();
        assertThat(FileNames.wrongOf("UTF-8", "ANSI_X3.4-1968")).hasValue("ANSI_X3.4-1968");
        assertThat(FileNames.wrongOf("ISO-8859-1", "UTF-8")).hasValue("ISO-8859-1");
        assertThat(FileNames.wrongOf("no charset")).isPresent();
    }

    @Test
    void inAUtf8LocaleAllNamesArePossible() {
        assertThat(FileNames.problem()).isEmpty();
        assertThat(FileNames.problem(List.of("M\u00fcller/readme"))).isEmpty();
    }

    @Test
    void withoutAUtf8LocaleTheSessionAndTheTorrentSaySo() throws IOException, InterruptedException {
        ForkedJvm.assertSurvives(
                WithoutLocale.class,
                folder,
                Duration.ofSeconds(60),
                Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", ""),
                folder.toString());
    }

    /** What happens in a JVM that is started without a locale. */
    static final class WithoutLocale {
        private WithoutLocale() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            assertThat(FileNames.problem()).isPresent();
            try (LocalSession session = LocalSession.start("nolocale", folder.resolve("files"))) {
                assertThat(session.session().problems())
                        .extracting(SessionProblem::subject, SessionProblem::severity)
                        .contains(org.assertj.core.api.Assertions.tuple("file names", SessionProblem.Severity.WARNING));
                Torrent torrent = session.session()
                        .add(AddTorrent.torrentFile(Path.of("src/test/resources/torrents/mueller.torrent"))
                                .build())
                        .torrent();
                assertThat(torrent.status().orElseThrow().error()).contains("is stored wrongly", "LC_ALL=C.UTF-8");
                Torrent plain = session.session()
                        .add(AddTorrent.torrentFile(Path.of("src/test/resources/torrents/base.torrent"))
                                .build())
                        .torrent();
                assertThat(plain.status().orElseThrow().error()).isEmpty();
            }
            assertThatThrownBy(() ->
                            new ConfigurationValues(Map.of("save.path", "/srv/T\u00e9l\u00e9")).folder("save.path"))
                    .isInstanceOf(TorrentException.class)
                    .hasMessageContaining("LC_ALL=C.UTF-8");
            ForkedJvm.survived();
        }
    }
}
