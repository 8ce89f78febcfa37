package org.torrentxt.shell.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeChannel;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class CatCommandTest {
    @TempDir
    Path folder;

    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(3).build());
    private ReadOptions options;

    private FakeConsole console(byte[] content) {
        session.answer("open", (torrent, arguments) -> {
            options = (ReadOptions) arguments[1];
            return new FakeChannel(content);
        });
        return new FakeConsole(folder, session);
    }

    @Test
    void theWholeFileIsPrintedAsItIs() throws Exception {
        assertThat(console("eins\nzwei\tdr\u00fcben".getBytes(UTF_8)).run(new CatCommand(), "3", "0"))
                .isEqualTo("eins\nzwei\tdr\u00fcben");
        assertThat(options).isEqualTo(ReadOptions.defaults());
    }

    @ParameterizedTest
    @CsvSource({"0-0, 0", "2-4, 234", "7-, 789", "7-100, 789", "9-9, 9"})
    void aRangeIsPrinted(String range, String printed) throws Exception {
        assertThat(console("0123456789".getBytes(UTF_8)).run(new CatCommand(), "--range", range, "3", "0"))
                .isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "x-y", "4-2", "-5", "1-2-3", "0x1-2", "9999999999999999999-"})
    void whatIsNoRangeIsRefused(String range) {
        assertThatThrownBy(() -> console(new byte[10]).run(new CatCommand(), "--range", range, "3", "0"))
                .hasMessageContaining("range");
    }

    @Test
    void aRangeBehindTheEndIsRefusedAndAnEmptyFileHasNothing() throws Exception {
        assertThatThrownBy(() -> console(new byte[10]).run(new CatCommand(), "--range", "10-", "3", "0"))
                .hasMessage("range 10- begins behind the end of the file; it has 10 bytes");
        assertThat(console(new byte[0]).run(new CatCommand(), "3", "0")).isEmpty();
        assertThat(console(new byte[0]).run(new CatCommand(), "--range", "0-", "3", "0"))
                .isEmpty();
    }

    @Test
    void aFileIsWrittenAndNotOverWhatIsThere() throws Exception {
        byte[] content = new byte[200_000];
        content[150_000] = 1;
        FakeConsole console = console(content);
        Path out = folder.resolve("out");
        assertThat(console.run(new CatCommand(), "--timeout", "5", "--out", "out", "3", "0"))
                .isEqualTo("Written: " + out + ", 195.3 KiB");
        assertThat(out).hasBinaryContent(content);
        assertThat(options).isEqualTo(ReadOptions.defaults().timeout(Duration.ofSeconds(5)));
        assertThatThrownBy(() -> console.run(new CatCommand(), "--out", "out", "3", "0"))
                .hasMessageContaining("--force");
        console.run(new CatCommand(), "--force", "--range", "150000-150001", "--out", "out", "3", "0");
        assertThat(Files.readAllBytes(out)).containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "\u001b[2J", "x\u007f", "\u009b2J"})
    void whatATerminalWouldObeyIsNotPrinted(String text) {
        FakeConsole console = console(text.getBytes(UTF_8));
        assertThatThrownBy(() -> console.run(new CatCommand(), "3", "0")).hasMessageContaining("--out");
        assertThat(console.printed()).isEmpty();
    }

    @Test
    void anotherFileIsRefused() {
        assertThatThrownBy(() -> console(new byte[1]).run(new CatCommand(), "3", "1"))
                .hasMessageContaining("no such file: 1");
    }
}
