package org.torrentxt.impl.fuzz;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;

class FuzzControlsTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @Test
    void aSessionThatRefusesEverythingIsNoticed() throws Exception {
        LocalSession local = sessions.use(LocalSession.startListeningTo(Set.of(), "fuzz", folder.resolve("downloads")));
        FuzzControls controls = new FuzzControls(
                local.session(), FuzzSamples.of(local, folder.resolve("seeds")), folder.resolve("control"));
        for (int round = 0; round < 10; round++) {
            controls.run();
        }
        local.close();
        assertThatThrownBy(controls::run).isInstanceOf(TorrentException.class);
    }
}
