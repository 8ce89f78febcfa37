package org.torrentxt.impl.engine.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

class NativeLibraryTest {
    private static final String BINDING = "2.0.6-26";

    @Test
    void isLoadedFromItsFileAndFits() {
        NativeLibrary library = NativeLibrary.get();
        assertThat(library.problem()).isEmpty();
        assertThat(library.version()).startsWith(library.bindingVersion().replaceFirst("-.*", ""));
        assertThat(library.file()).get().asString().endsWith("libtorrent4j.so");
    }

    @Test
    void refusesANativePartOfAnotherVersion() {
        assertThatCode(NativeLibrary.of("2.0.6.0", BINDING)::require).doesNotThrowAnyException();
        assertThatCode(NativeLibrary.of("2.0.6", BINDING)::require).doesNotThrowAnyException();
        assertThatThrownBy(NativeLibrary.of("2.0.60.0", BINDING)::require)
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ABI))
                .hasMessageContainingAll("2.0.60.0", BINDING)
                .hasMessageNotContaining("\n");
        assertThatThrownBy(NativeLibrary.of("1.2.0.4", BINDING)::require).isInstanceOf(TorrentException.class);
    }
}
