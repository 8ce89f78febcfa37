package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.fleet.reconcile.FormerFiles.Copy;

class FormerFilesTest {
    private static final Path OLD = Path.of("/srv/old");
    private static final Path NEW = Path.of("/srv/new");

    private final FormerFiles former = new FormerFiles();

    private static FileInfo file(String path, long size, String root) {
        return FileInfo.builder(0, path).size(size).root(root).build();
    }

    private List<Copy> copies(FileInfo file) {
        return former.copies(NEW, List.of(file), true);
    }

    @Test
    void theSameContentIsTakenWhereverItIs() {
        former.add(OLD, List.of(file("maps-1/a", 5, "aa"), file("maps-1/b", 5, "bb")));
        assertThat(copies(file("maps-2/c/d", 5, "bb")))
                .containsExactly(new Copy(OLD.resolve("maps-1/b"), NEW.resolve("maps-2/c/d"), 5));
        assertThat(copies(file("maps-2/a", 5, "bb")))
                .as("rather than the same path")
                .containsExactly(new Copy(OLD.resolve("maps-1/b"), NEW.resolve("maps-2/a"), 5));
    }

    @Test
    void theSamePathIsTakenAsFarAsItReachesIfItsPiecesCanBeChecked() {
        former.add(OLD, List.of(file("maps-1/a", 5, "aa"), file("maps-1/b", 9, "")));
        assertThat(copies(file("maps-2/a", 7, "cc")))
                .containsExactly(new Copy(OLD.resolve("maps-1/a"), NEW.resolve("maps-2/a"), 5));
        assertThat(copies(file("maps-2/b", 7, "")))
                .containsExactly(new Copy(OLD.resolve("maps-1/b"), NEW.resolve("maps-2/b"), 7));
        assertThat(former.copies(NEW, List.of(file("maps-2/a", 7, "cc")), false))
                .isEmpty();
    }

    @Test
    void aSingleFileIsTakenFromASingleFile() {
        former.add(OLD, List.of(file("maps-1.bin", 5, "")));
        assertThat(copies(file("maps-2.bin", 5, "")))
                .containsExactly(new Copy(OLD.resolve("maps-1.bin"), NEW.resolve("maps-2.bin"), 5));
        assertThat(copies(file("maps-2/maps-1.bin", 5, ""))).isEmpty();
    }

    @Test
    void ofTwoVersionsTheFirstOneCounts() {
        former.add(OLD, List.of(file("maps-1/a", 5, "aa")));
        former.add(Path.of("/srv/older"), List.of(file("maps-0/a", 5, "aa"), file("maps-0/z", 5, "zz")));
        assertThat(copies(file("maps-2/a", 5, "aa"))).extracting(Copy::from).containsExactly(OLD.resolve("maps-1/a"));
        assertThat(copies(file("maps-2/y", 5, "zz")))
                .extracting(Copy::from)
                .containsExactly(Path.of("/srv/older/maps-0/z"));
    }

    @Test
    void filesWithNamesThatThisSystemCannotHaveAreLeftOut() {
        former.add(OLD, List.of(file("maps-1/\0", 5, "bb"), file("maps-1/a", 5, "aa")));
        List<FileInfo> next = List.of(file("maps-2/\0", 5, "aa"), file("maps-2/b", 5, "bb"), file("maps-2/a", 5, "aa"));
        assertThat(former.copies(NEW, next, true))
                .containsExactly(new Copy(OLD.resolve("maps-1/a"), NEW.resolve("maps-2/a"), 5));
    }

    @Test
    void emptyFilesAreNotTaken() {
        former.add(OLD, List.of(file("maps-1/a", 0, "")));
        assertThat(copies(file("maps-2/a", 0, ""))).isEmpty();
        assertThat(copies(file("maps-2/a", 5, ""))).isEmpty();
    }
}
