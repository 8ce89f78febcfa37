package org.torrentxt.shell.dht;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ValueTest {
    @Test
    void textIsUtf8() {
        assertThat(Value.parse("é", false)).containsExactly(0xc3, 0xa9);
        assertThat(Value.show(new byte[] {(byte) 0xc3, (byte) 0xa9}, false)).isEqualTo("é");
    }

    @Test
    void bytesAreDigits() {
        assertThat(Value.parse("01FF", true)).containsExactly(0x01, 0xff);
        assertThatThrownBy(() -> Value.parse("0x1", true)).hasMessage("not hexadecimal digits: '0x1'");
    }

    @Test
    void whatIsNoTextIsShownAsDigits() {
        assertThat(Value.show(new byte[] {(byte) 0xff, 0}, false)).isEqualTo("ff00");
        assertThat(Value.show(new byte[] {'a', 27}, false)).isEqualTo("611b");
        assertThat(Value.show(new byte[] {'a', 'b'}, true)).isEqualTo("6162");
    }
}
