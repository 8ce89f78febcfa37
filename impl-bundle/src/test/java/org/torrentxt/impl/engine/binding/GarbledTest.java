package org.torrentxt.impl.engine.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GarbledTest {
    private static final String NAME = "films \uD83C\uDFAC";

    private static String told(String text) {
        String garbled = Garbled.of(text);
        int lost = 3 * (text.length() - text.codePointCount(0, text.length()));
        return garbled.substring(0, garbled.length() - lost);
    }

    @Test
    void aMessageIsRepairedWhereItsPartsAreKnown() {
        String message = NAME + " error: no space left";
        assertThat(told(message)).isNotEqualTo(message);
        assertThat(Garbled.repaired(told(message), List.of(NAME), List.of("", "no space left")))
                .isEqualTo(message);
        String reason = NAME + " says \"closed \uD83D\uDEAB\"";
        assertThat(Garbled.repaired(told(reason), List.of(NAME), List.of("closed \uD83D\uDEAB\"")))
                .isEqualTo(reason);
    }

    @Test
    void whatItEndsWithIsLeftCutWhereItIsNotKnown() {
        assertThat(Garbled.repaired(told(NAME + " error: no space left"), List.of(NAME), List.of("other")))
                .isEqualTo(NAME + " error: no space l");
    }

    @Test
    void whatIsRightStaysAsItIs() {
        for (String right : new String[] {"", "plain", "\u00f0 \u65e5\u672c", "\u00f1\u00e9"}) {
            assertThat(Garbled.repaired(right, List.of(NAME), List.of("x"))).isEqualTo(right);
        }
    }
}
