package org.torrentxt.shell.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.karaf.shell.api.console.Signal;
import org.apache.karaf.shell.api.console.SignalListener;
import org.apache.karaf.shell.api.console.Terminal;
import org.junit.jupiter.api.Test;

class TerminalViewTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TerminalView view = new TerminalView(
            new PrintStream(bytes, true, StandardCharsets.UTF_8), new FakeTerminal(), () -> new Screen(80, false));

    @Test
    void theSecondFrameIsDrawnOverTheFirst() {
        view.show(List.of(progress("a"), progress("b")));
        assertThat(drawn()).doesNotContain("\u001b[2A");

        view.show(List.of(progress("a"), progress("b")));
        assertThat(drawn()).contains("\u001b[2A\r");
    }

    @Test
    void whatIsNoLongerThereIsWipedOut() {
        view.show(List.of(progress("a"), progress("b")));
        bytes.reset();

        view.show(List.of(progress("a")));
        assertThat(drawn()).startsWith("\u001b[2A\r").endsWith("\u001b[2K\r\n");
        assertThat(drawn().lines()).hasSize(2 + 1);
    }

    @Test
    void moreThanFitsIsCounted() {
        view.show(IntStream.range(0, 50).mapToObj(i -> progress("t" + i)).toList());

        assertThat(drawn()).contains("and 43 more");
        assertThat(drawn().lines().count()).isLessThan(FakeTerminal.HEIGHT);
    }

    @Test
    void notesAreShownWhereThereIsRoomForAllBars() {
        Progress noted = new Progress("a", "downloading", 0.5, "", "no peers: x");
        view.show(List.of(noted, progress("b")));
        assertThat(drawn().lines()).hasSize(3).element(1).asString().endsWith("    no peers: x");
        bytes.reset();

        view.show(IntStream.range(0, 8).mapToObj(i -> noted).toList());
        assertThat(drawn().lines()).hasSize(1 + 8);
        assertThat(drawn()).doesNotContain("no peers", "more");
    }

    private static Progress progress(String label) {
        return new Progress(label, "downloading", 0.5, "");
    }

    private String drawn() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static final class FakeTerminal implements Terminal {
        static final int HEIGHT = 10;

        @Override
        public String getType() {
            return "xterm";
        }

        @Override
        public int getWidth() {
            return 80;
        }

        @Override
        public int getHeight() {
            return HEIGHT;
        }

        @Override
        public boolean isAnsiSupported() {
            return true;
        }

        @Override
        public boolean isEchoEnabled() {
            return true;
        }

        @Override
        public void setEchoEnabled(boolean enabled) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addSignalListener(SignalListener listener, Signal... signals) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addSignalListener(SignalListener listener, EnumSet<Signal> signals) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addSignalListener(SignalListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeSignalListener(SignalListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
