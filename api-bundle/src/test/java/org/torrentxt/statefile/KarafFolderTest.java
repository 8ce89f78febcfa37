package org.torrentxt.statefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KarafFolderTest {
    @Test
    void itIsBelowOurFolderInThatOfKaraf() {
        assertThat(KarafFolder.find("/opt/karaf", "policy")).contains(Path.of("/opt/karaf/torrentxt/policy"));
        assertThat(KarafFolder.find("/opt/karaf/bin/..", "sessions", "films"))
                .contains(Path.of("/opt/karaf/torrentxt/sessions/films"));
        assertThat(KarafFolder.orCurrent("/opt/karaf", "dht")).isEqualTo(Path.of("/opt/karaf/torrentxt/dht"));
    }

    @Test
    void outsideKarafThereIsNone() {
        Path here = Path.of("").toAbsolutePath().resolve("torrentxt/dht");
        for (String none : new String[] {null, "", " "}) {
            assertThat(KarafFolder.find(none, "dht")).isEmpty();
            assertThat(KarafFolder.orCurrent(none, "dht")).isEqualTo(here);
        }
    }
}
