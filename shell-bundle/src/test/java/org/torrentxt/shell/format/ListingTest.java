package org.torrentxt.shell.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
    private record Row(int id, String name) {}

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.US_ASCII);
    private final Listing<Row> listing =
            new Listing<Row>("Nothing here").number("ID", Row::id).text("Name", Row::name);

    @Test
    void numbersAreRightAligned() {
        listing.print(List.of(new Row(7, "seven"), new Row(1000, "thousand")), out, new Screen(0, false));

        assertThat(lines()).contains("   7 | seven", "1000 | thousand");
    }

    @Test
    void theLastColumnEndsWithTheTerminal() {
        listing.print(List.of(new Row(7, "n".repeat(200))), out, new Screen(40, false));

        assertThat(lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    }

    @Test
    void plainRowsHaveTabsNoHeaderAndNoPadding() {
        listing.printPlain(List.of(new Row(7, "seven"), new Row(10, "ten")), out);

        assertThat(lines()).containsExactly("7\tseven", "10\tten");
    }

    @Test
    void anEmptyTableSaysSoAndAPlainOneIsEmpty() {
        listing.print(List.of(), out, new Screen(0, false));
        assertThat(lines()).contains("Nothing here");

        bytes.reset();
        listing.printPlain(List.of(), out);
        assertThat(bytes.size()).isZero();
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.US_ASCII).lines().toList();
    }
}
