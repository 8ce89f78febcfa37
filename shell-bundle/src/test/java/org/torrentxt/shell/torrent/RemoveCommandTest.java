package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

@Timeout(10)
class RemoveCommandTest {
    private final FakeSession session = new FakeSession(
            "default", StatusBuilder.status(1).build(), StatusBuilder.status(2).build());
    private final FakeConsole console = new FakeConsole(session);

    @Test
    void whatIsLeftOfTheFilesIsNamed() {
        session.answer(
                "remove",
                (torrent, arguments) -> torrent.id() == 1
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(new TorrentException(
                                ErrorCode.ENGINE, "torrent 2 was removed; could not delete /data/b (it is a folder)")));

        assertThatThrownBy(() -> console.run(new RemoveCommand(), "--delete-files", "--all"))
                .hasMessage("torrent 2 was removed; could not delete /data/b (it is a folder)");
        assertThat(console.printed()).isEqualTo("Removed with files: 1");
    }

    @Test
    void itIsNotSaidToBeDoneBeforeItIs() throws Exception {
        CompletableFuture<Void> deletion = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        session.answer("remove", (torrent, arguments) -> {
            begun.complete(null);
            return deletion;
        });
        CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> {
            try {
                return console.run(new RemoveCommand(), "--delete-files", "1");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        begun.get();
        assertThat(printed).isNotDone();
        deletion.complete(null);
        assertThat(printed.get()).isEqualTo("Removed with files: 1");
    }
}
