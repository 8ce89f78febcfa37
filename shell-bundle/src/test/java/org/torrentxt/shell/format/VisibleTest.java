package org.torrentxt.shell.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Json;
import org.torrentxt.shell.action.Output;
import org.torrentxt.shell.support.Failures;
import org.torrentxt.testing.StatusBuilder;

class VisibleTest {
    /**
     * Clears the screen by the long and the short introducer, overstrikes, changes the writing direction, ends the
     * line.
     */
    private static final String HOSTILE = "a\u001b[2Jb\u009b2Jc\rd\u202ee\u0000f\u007fg\nh";

    private static final String SHOWN = "a\ufffd[2Jb\ufffd2Jc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh";
    private static final TorrentStatus TORRENT =
            StatusBuilder.status(1).name(HOSTILE).build();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final Output output = new Output(null, out, true);

    @Test
    void whatATerminalWouldObeyIsShownInstead() {
        assertThat(Visible.line(HOSTILE)).isEqualTo(SHOWN);
        assertThat(Visible.lines("a\n\tb\u001b")).isEqualTo("a\n\tb\ufffd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ubuntu.iso", "Füße und 漢字 😀", "می‌خواهم"})
    void writingStaysAsItIs(String text) {
        assertThat(Visible.line(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u2066", "\u2069", "\u200f", "\u00ad", "\ufeff", "\u2028", "\u2029", "\ud800", "\udb40\udc41"})
    void whatIsNotSeenIsShown(String text) {
        assertThat(Visible.line("a" + text + "b")).isEqualTo("a\ufffdb");
    }

    @Test
    void progressIsVisible() {
        assertThat(Progress.of(TORRENT).sentence()).startsWith("1 " + SHOWN + ": downloading");
        assertThat(new Progress("a\u001b", "b\u001b", 0, "c\u001b").sentence())
                .isEqualTo("a\ufffd: b\ufffd 0.0 %, c\ufffd");
    }

    @Test
    void listingsAreVisible() {
        Listing<String> listing = new Listing<String>("none").text("Name", name -> name);
        listing.print(List.of(HOSTILE), out, new Screen(0, false));
        listing.printPlain(List.of(HOSTILE), out);

        assertThat(printed()).contains(SHOWN).doesNotContain("\u001b[2J", "\u009b", "\u202e");
    }

    @Test
    void detailsAndLinesAreVisible() {
        output.details(new Details().group(HOSTILE).add(HOSTILE, HOSTILE));
        output.line("%d: %s", 7, HOSTILE);
        output.line("two\nlines\u001b");

        assertThat(printed().lines())
                .containsExactly(SHOWN, "  " + SHOWN + " " + SHOWN, "7: " + SHOWN, "two", "lines\ufffd");
    }

    @Test
    void documentsForProgramsHaveItEscapedAsItIs() {
        assertThat(Json.write(HOSTILE)).isEqualTo("\"a\\u001b[2Jb\\u009b2Jc\\rd\\u202ee\\u0000f\\u007fg\\nh\"");
    }

    @Test
    void failuresAreVisible() {
        assertThat(Failures.toCommandException(TorrentException.invalid("no\u001b[2J")))
                .hasMessage("no\ufffd[2J");
        assertThat(Failures.toCommandException(new CommandException("no\u001b[2J")))
                .hasMessage("no\ufffd[2J");
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
