package org.torrentxt.impl.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** State files with resume data of the real engine, which reads them as they are, as another client would. */
class SavedStateTest {
    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void aStateFileIsResumeDataOfTheEngine(TorrentFormat format) throws Exception {
        LocalSession local = sessions.start("local", folder);
        Seed seed = sessions.seedWith(local, Content.write(folder, 100_000), format);
        Torrent before = seed.seeding();
        before.pause();
        before.setFlags(Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD), Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD));
        before.setUploadLimit(12_345);
        BitSet pieces = before.pieces();
        assertThat(pieces.isEmpty()).isFalse();
        ResumeDictionary resume = ResumeDictionary.of(Wait.answer(before.saveResumeData()));
        TorrentState state = new TorrentState(
                before.id(),
                resume,
                Optional.of(new Origin(Origin.Kind.INFO_HASH, "a", Optional.empty())),
                Set.of("label"),
                Map.of("key", "value"),
                Optional.of(new StopReason("error", OptionalInt.empty())));
        byte[] file = state.toBytes();
        assertThat(resume.infoHashes()).isEqualTo(before.infoHashes());
        assertThat(resume.flags()).isEqualTo(before.flags());
        assertThat(resume.uploadLimit()).isEqualTo(12_345);
        before.remove(false);

        assertThat(TorrentState.read(file)).isEqualTo(state);
        Torrent again = local.session().add(AddTorrent.resumeData(file).build()).torrent();
        assertThat(again.infoHashes()).isEqualTo(resume.infoHashes());
        assertThat(again.flags()).isEqualTo(resume.flags());
        assertThat(again.uploadLimit()).isEqualTo(12_345);
        assertThat(again.pieces()).isEqualTo(pieces);
    }
}
