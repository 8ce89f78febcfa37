package org.torrentxt.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

class FakeChannelTest {
    private final FakeChannel channel = new FakeChannel(new byte[] {1, 2, 3});

    private CompletableFuture<Void> readable() {
        return channel.whenReadable().toCompletableFuture();
    }

    private void assertFails(ErrorCode code) {
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(9)))
                .isInstanceOf(IOException.class)
                .cause()
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void whatIsNotAvailableIsWaitedFor() throws IOException {
        assertThat(readable()).isCompleted();
        channel.setAvailable(2);
        assertThat(channel.read(ByteBuffer.allocate(9))).isEqualTo(2);
        assertFails(ErrorCode.TIMEOUT);
        CompletableFuture<Void> readable = readable();
        assertThat(readable).isNotDone();
        channel.setAvailable(3);
        assertThat(readable).isCompleted();
        assertThat(channel.read(ByteBuffer.allocate(9))).isEqualTo(1);
        assertThat(channel.read(ByteBuffer.allocate(9))).isEqualTo(-1);
    }

    @Test
    void failuresAndCloseEndTheWait() {
        channel.setAvailable(0);
        CompletableFuture<Void> readable = readable();
        channel.fail(new TorrentException(ErrorCode.BAD_HANDLE, "gone"));
        assertThat(readable).isCompleted();
        assertFails(ErrorCode.BAD_HANDLE);
        channel.fail(null);
        readable = readable();
        assertThat(readable).isNotDone();
        channel.close();
        assertThat(readable).isCompleted();
        assertThat(readable()).isCompleted();
    }
}
