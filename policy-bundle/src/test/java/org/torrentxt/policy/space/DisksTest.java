package org.torrentxt.policy.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file systems of this machine. */
class DisksTest {
    @TempDir
    Path folder;

    @Test
    void aFolderThatIsNotThereYetIsOnTheDiskOfItsParent() throws Exception {
        Path later = folder.resolve("a").resolve("b");
        assertThat(Disks.LOCAL.of(later)).isEqualTo(Disks.LOCAL.of(folder));
        assertThat(Disks.LOCAL.of(later)).isNotEqualTo(Disks.LOCAL.of(Path.of("/proc")));
        assertThat(Disks.LOCAL.free(later).orElseThrow())
                .isBetween(1L, Files.getFileStore(folder).getTotalSpace());
    }

    @Test
    void whatHasNoSpaceAtAllCannotBeTold() {
        assertThat(Disks.LOCAL.free(Path.of("/proc"))).isEmpty();
    }
}
