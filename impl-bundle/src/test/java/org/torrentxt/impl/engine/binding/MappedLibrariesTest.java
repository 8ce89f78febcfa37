package org.torrentxt.impl.engine.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappedLibrariesTest {
    private static final MappedLibraries TWICE = new MappedLibraries(List.of(
            "7f0000000000-7f0000100000 r--p 00000000 08:01 101                       "
                    + " /karaf/data/cache/bundle50/lib/libtorrent4j.so (deleted)",
            "7f0000100000-7f0000200000 r-xp 00100000 08:01 101                       "
                    + " /karaf/data/cache/bundle50/lib/libtorrent4j.so (deleted)",
            "7f0000200000-7f0000300000 r--p 00000000 08:01 202                       "
                    + " /karaf/data/cache/bundle61/lib/libtorrent4j.so",
            "7f0000300000-7f0000400000 r-xp 00100000 08:01 202                       "
                    + " /karaf/data/cache/bundle61/lib/libtorrent4j.so",
            "7f0000400000-7f0000500000 rw-p 00000000 00:00 0 ",
            "7f0000500000-7f0000600000 r-xp 00000000 08:01 303                        /usr/lib/libc.so.6",
            "7ffd00000000-7ffd00021000 rw-p 00000000 00:00 0                          [stack]"));

    @Test
    void aLibraryThatWasLoadedAgainIsCountedAgain() {
        assertThat(TWICE.count("torrent4j")).isEqualTo(2);
        assertThat(TWICE.count("libc")).isOne();
        assertThat(TWICE.count("libjsig")).isZero();
    }

    @Test
    void aReplacedFileIsAnotherCopyUnderTheSamePath() {
        MappedLibraries replaced = new MappedLibraries(List.of(
                "7f0000000000-7f0000100000 r--p 00000000 08:01 101    /cache/libtorrent4j.so (deleted)",
                "7f0000200000-7f0000300000 r--p 00000000 08:01 102    /cache/libtorrent4j.so"));

        assertThat(replaced.count("torrent4j")).isEqualTo(2);
    }

    @Test
    void theFileThatExistsIsFoundFirst() {
        assertThat(TWICE.find("torrent4j")).contains(Path.of("/karaf/data/cache/bundle61/lib/libtorrent4j.so"));
        assertThat(TWICE.find("libjsig")).isEmpty();
    }

    @Test
    void thisProcessHasOneCopyOfTheEngine() {
        assertThat(NativeLibrary.get().problem()).isEmpty();
        assertThat(NativeLibrary.get().copies()).isOne();
    }
}
