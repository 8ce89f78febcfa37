package org.torrentxt.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures are worded for users, the same in all bundles. */
class ReasonsTest {
    static Stream<Throwable> failures() {
        return Stream.of(
                new NoSuchFileException("/a"),
                new AccessDeniedException("/a"),
                new NotDirectoryException("/a"),
                new DirectoryNotEmptyException("/a"),
                new FileAlreadyExistsException("/a"),
                new FileSystemLoopException("/a"),
                new NotLinkException("/a"),
                new AtomicMoveNotSupportedException("/a", "/b", null),
                new FileSystemException("/a"),
                new FileSystemException(null),
                new MalformedInputException(1),
                new UnknownHostException(),
                new SocketTimeoutException(),
                new EOFException(),
                new IOException(),
                new IOException(" "),
                new IllegalStateException(),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void noReasonIsEmptyOrTheNameOfAClass(Throwable failure) {
        assertThat(Reasons.of(failure)).isNotBlank().doesNotContainPattern("[a-z][A-Z]|Exception|Error|null|/a");
        assertThat(Reasons.withFile(failure)).isNotBlank().doesNotContainPattern("[a-z][A-Z]|Exception|Error|null");
    }

    @Test
    void theFileIsNamedOnceIfItIsWanted() {
        assertThat(Reasons.of(new AccessDeniedException("/a"))).isEqualTo("no permission");
        assertThat(Reasons.withFile(new AccessDeniedException("/a"))).isEqualTo("no permission for '/a'");
        assertThat(Reasons.withFile(new NotDirectoryException("/a"))).isEqualTo("not a folder: '/a'");
        assertThat(Reasons.withFile(new FileSystemException("/a", null, "No space left on device")))
                .isEqualTo("'/a': No space left on device");
        assertThat(Reasons.withFile(new FileAlreadyExistsException("/a", null, "choose another name")))
                .isEqualTo("file '/a' already exists; choose another name");
    }

    @Test
    void aMessageInWordsIsTheReason() {
        assertThat(Reasons.of(new IOException("too long: 5 bytes"))).isEqualTo("too long: 5 bytes");
        assertThat(Reasons.of(new UnknownHostException("tracker.example"))).isEqualTo("unknown host tracker.example");
    }
}
