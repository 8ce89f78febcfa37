package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeLibraryTest {
    @Test
    void isLoadedFromItsFileAndFits() {
        NativeLibrary library = NativeLibrary.get();
        assertThat(library.problem()).isEmpty();
        assertThat(library.version()).startsWith(library.bindingVersion().replaceFirst("-.*", ""));
        assertThat(library.file()).get().asString().endsWith("libtorrent4j.so");
    }

    @Test
    void refusesANativePartOfAnotherVersion() {
        assertThat(NativeLibrary.mismatch("2.0.6.0", "2.0.6-26")).isNull();
        assertThat(NativeLibrary.mismatch("2.0.6", "2.0.6-26")).isNull();
        assertThat(NativeLibrary.mismatch("2.0.60.0", "2.0.6-26"))
                .contains("2.0.60.0")
                .contains("2.0.6-26")
                .doesNotContain("\n");
        assertThat(NativeLibrary.mismatch("1.2.0.4", "2.0.6-26")).isNotNull();
    }
}
