package org.torrentxt.web.rpc.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code @ctrl/transmission} from npm, the library of many programs, judges: what it sees after each step. */
@Tag("judge")
class CtrlTransmissionTest {
    @TempDir
    Path folder;

    @Test
    void seesWhatItHasDone() {
        try (Court court = new Court(folder)) {
            Map<String, Object> seen = Steps.of(Program.run(
                    "node",
                    Program.npm().resolve("ctrl-transmission.mjs").toString(),
                    "http://127.0.0.1:" + court.port(),
                    court.torrentFile().toString(),
                    Court.MAGNET,
                    folder.toString(),
                    court.otherFolder().toString()));
            assertThat(seen.remove("version").toString()).startsWith("4.0.6 (TorrentXT");
            assertThat(seen)
                    .isEqualTo(Map.of(
                            "added",
                            Map.of("name", "content", "label", "judged", "isCompleted", false),
                            "resumed",
                            1L,
                            "magnet",
                            "linked",
                            "paused",
                            "paused",
                            "verified",
                            1L,
                            "set",
                            Map.of(
                                    "downloadLimit", 70L,
                                    "downloadLimited", true,
                                    "labels", List.of("one", "two"),
                                    "wanted", List.of(1L, 0L),
                                    "priorities", List.of(1L, 0L)),
                            "moved",
                            court.otherFolder().toString(),
                            "renamed",
                            "content/film.mkv",
                            "all",
                            List.of("content", "linked"),
                            "left",
                            List.of("linked")));
        }
    }
}
