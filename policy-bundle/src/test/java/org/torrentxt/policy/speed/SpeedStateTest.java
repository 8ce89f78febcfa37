package org.torrentxt.policy.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.policy.speed.SpeedState.Held;

/** The file: its name, and what becomes of it if it is damaged or cannot be written. */
class SpeedStateTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("policy");
    }

    private SpeedState of(String session) {
        return new SpeedState(folder(), session);
    }

    private static void change(SpeedState state) {
        state.switched(true, Optional.of(NOON));
        state.hold("download_rate_limit", new Held(100_000, 7_000));
    }

    private static void assertChanged(SpeedState state) {
        assertThat(state.isOn()).isTrue();
        assertThat(state.since()).contains(NOON);
        assertThat(state.held("download_rate_limit")).contains(new Held(100_000, 7_000));
        assertThat(state.held("upload_rate_limit")).isEmpty();
    }

    private static void assertNothing(SpeedState state) {
        assertThat(state.isOn()).isFalse();
        assertThat(state.since()).isEmpty();
        assertThat(state.held("download_rate_limit")).isEmpty();
    }

    private static List<String> names(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aSessionOfAnyNameHasAFileOfItsOwn() throws IOException {
        List<String> sessions =
                List.of("default", "a/b", "a", "..", ".", "../up", "/x", "J\u00f6rg", "x".repeat(5_000), "");
        for (String session : sessions) {
            SpeedState state = of(session);
            assertNothing(state);
            change(state);
            state.save();
            assertChanged(of(session));
        }
        assertThat(names(temp)).containsExactly("policy");
        assertThat(names(folder())).hasSameSizeAs(sessions).contains("default.properties", "a%2Fb.properties");
    }

    @Test
    void aFileOfAnEarlierVersionIsRead() throws IOException {
        String content = """
            #Written by TorrentXT: which rate limits are in force, and the normal ones
            #Mon Jan 05 12:00:00 UTC 2026
            on=true
            since=2026-01-05T12\\:00\\:00Z
            download_rate_limit.normal=100000
            download_rate_limit.alternative=7000
            """;
        Files.createDirectories(folder().resolve("a"));
        for (String session : List.of("default", "a/b", "..", "J\u00f6rg")) {
            Path former = Files.writeString(folder().resolve(session + ".properties"), content);
            assertChanged(of(session));
            assertChanged(of(session));
            assertThat(Files.exists(former)).isEqualTo(session.equals("default"));
        }
        Files.writeString(temp.resolve("out.properties"), content);
        assertNothing(of("../out"));
    }

    @Test
    void aDamagedFileIsSetAside() throws IOException {
        int count = 0;
        Files.createDirectory(folder());
        for (String damaged : List.of(
                "",
                "\0\0\0\0",
                "on=true\nsince=yesterday\n",
                "download_rate_limit.normal=1\n",
                "download_rate_limit.normal=1\ndownload_rate_limit.alternative=much",
                "on=true\n\\u00")) {
            Path file = Files.writeString(folder().resolve("default.properties"), damaged);
            SpeedState state = of("default");
            assertNothing(state);
            assertThat(file).doesNotExist();
            count++;
            assertThat(folder().resolve("default.properties.damaged-" + count)).hasContent(damaged);
            change(state);
            state.save();
            assertChanged(of("default"));
        }
    }

    @Test
    void whatIsInItsPlaceIsNotOverwritten() throws IOException {
        Path other = Files.writeString(temp.resolve("other"), "on=true\n");
        Files.createDirectory(folder());
        Files.createSymbolicLink(folder().resolve("default.properties"), other);
        SpeedState state = of("default");
        assertNothing(state);
        change(state);
        state.save();
        assertThat(other).hasContent("on=true\n");
        assertChanged(of("default"));
    }

    @Test
    void whatCannotBeWrittenIsWrittenOnceItCan() throws IOException {
        Path inTheWay = Files.writeString(folder(), "a file where the folder is to be");
        SpeedState state = of("default");
        change(state);
        state.save();
        state.saveAgain();
        assertChanged(state);
        assertThat(inTheWay).hasContent("a file where the folder is to be");

        Files.delete(inTheWay);
        state.saveAgain();
        assertChanged(of("default"));
        assertThat(names(folder())).containsExactly("default.properties");
    }

    @Test
    void aFailedChangeLeavesTheFormerContent() throws IOException {
        SpeedState state = of("default");
        change(state);
        state.save();
        Path kept = Files.move(folder(), temp.resolve("kept"));
        Path inTheWay = Files.writeString(folder(), "");
        state.switched(false, Optional.empty());
        state.save();
        Files.delete(inTheWay);
        Files.move(kept, folder());
        assertChanged(of("default"));

        state.saveAgain();
        assertThat(of("default").isOn()).isFalse();
    }
}
