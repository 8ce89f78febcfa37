package org.torrentxt.shell.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jline.utils.ClosedException;
import org.jline.utils.NonBlockingReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
    private static Keys typed(String text) {
        int[] next = {0};
        return new Keys(millis -> next[0] < text.length() ? text.charAt(next[0]++) : NonBlockingReader.READ_EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "[A, UP",
        "OA, UP",
        "[B, DOWN",
        "[5~, PAGE_UP",
        "[6~, PAGE_DOWN",
        "[H, HOME",
        "[1~, HOME",
        "[F, END",
        "OF, END",
        "'', ESCAPE",
        "[200~, NONE",
        "x, NONE"
    })
    void whatFollowsEscapeIsOneKey(String after, Key.Kind kind) throws IOException {
        Keys keys = typed("\u001b" + after);

        assertThat(keys.next(1)).isEqualTo(Key.of(kind));
        assertThat(keys.next(1)).isEqualTo(Key.of(Key.Kind.NONE));
    }

    @Test
    void charactersAreThemselves() throws IOException {
        Keys keys = typed("qé日\r\u007f\u0001");

        assertThat(keys.next(1)).isEqualTo(new Key(Key.Kind.CHARACTER, 'q'));
        assertThat(keys.next(1)).isEqualTo(new Key(Key.Kind.CHARACTER, 'é'));
        assertThat(keys.next(1)).isEqualTo(new Key(Key.Kind.CHARACTER, '日'));
        assertThat(keys.next(1)).isEqualTo(Key.of(Key.Kind.ENTER));
        assertThat(keys.next(1)).isEqualTo(Key.of(Key.Kind.BACKSPACE));
        assertThat(keys.next(1)).isEqualTo(Key.of(Key.Kind.NONE));
    }

    @Test
    void aSequenceWithoutEndEnds() throws IOException {
        assertThat(new Keys(millis -> '[').next(1)).isEqualTo(new Key(Key.Kind.CHARACTER, '['));
        int[] first = {'\u001b'};
        Keys endless = new Keys(millis -> {
            int next = first[0];
            first[0] = next == '\u001b' ? '[' : '0';
            return next;
        });

        assertThat(endless.next(1)).isEqualTo(Key.of(Key.Kind.NONE));
    }

    @Test
    void theEndOfTheInputIsTheLastKey() throws IOException {
        assertThat(new Keys(millis -> NonBlockingReader.EOF).next(1)).isEqualTo(Key.of(Key.Kind.CLOSED));
    }

    @Test
    void theEndOfTheTerminalIsTheLastKey() throws IOException {
        Keys keys = new Keys(millis -> {
            throw new ClosedException();
        });

        assertThat(keys.next(1)).isEqualTo(Key.of(Key.Kind.CLOSED));
    }
}
