package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentException;

class FailuresTest {
    @Test
    void aRefusalIsItsMessage() {
        assertThat(Failures.line(TorrentException.invalid("not an endpoint"))).isEqualTo("not an endpoint");
    }

    @Test
    void whatCameFromAnotherThreadIsUnwrapped() {
        Exception failure = new ExecutionException(new CompletionException(TorrentException.invalid("empty folder")));
        assertThat(Failures.line(failure)).isEqualTo("empty folder");
        assertThat(Failures.isExpected(failure)).isTrue();
    }

    @Test
    void fileProblemsSayWhatIsWrongWithWhichFile() {
        assertThat(Failures.line(new NoSuchFileException("/a"))).isEqualTo("no such file or folder: '/a'");
        assertThat(Failures.line(new AccessDeniedException("/a"))).isEqualTo("no permission for '/a'");
        assertThat(Failures.line(new NotDirectoryException("/a"))).isEqualTo("not a folder: '/a'");
        assertThat(Failures.line(new DirectoryNotEmptyException("/a"))).isEqualTo("folder '/a' is not empty");
        assertThat(Failures.line(new IOException())).isEqualTo("input or output failed");
    }

    @Test
    void severalLinesBecomeOne() {
        assertThat(Failures.line(new IOException("first\n  second\r\n"))).isEqualTo("first; second");
    }

    @Test
    void aDefectIsCalledOne() {
        Exception defect = new IllegalStateException("oops");
        assertThat(Failures.isExpected(defect)).isFalse();
        assertThat(Failures.line(defect))
                .startsWith("internal error: oops")
                .contains("log:display")
                .doesNotContain("Exception");
        assertThat(Failures.line(new NullPointerException()))
                .isEqualTo("internal error; see the log for details (log:display)");
    }

    @Test
    void whatIsNoPathIsToldAsSuch() {
        try {
            Path.of("a\0b");
        } catch (IllegalArgumentException e) {
            assertThat(Failures.line(e)).startsWith("invalid path '");
        }
    }

    @Test
    void aCommandsOwnFailureStaysAsItIs() {
        CommandException failure = new CommandException("2 failed");
        assertThat(Failures.toCommandException(failure)).isSameAs(failure);
    }
}
