package org.torrentxt.shell.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.action.TorrentAction;
import org.torrentxt.shell.complete.FileIndexCompleter;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Indexes;

/** Writes the content of a file of a torrent, also while it is downloaded. */
@Service
@Command(
        scope = "torrent",
        name = "cat",
        description = "Writes a file of a torrent to standard output or to a file, waiting for pieces"
                + " that are not downloaded yet. Example: torrent:cat --range 0-1048575 --out /tmp/start.flac 3 0")
public final class CatCommand extends TorrentAction {
    private static final int BUFFER = 1 << 16;

    @Argument(index = 1, name = "file", description = "File index, as shown by torrent:files", required = true)
    @Completion(FileIndexCompleter.class)
    private String file;

    @Option(
            name = "--range",
            description = "First and last byte, 0-based, such as 0-1023, or 1024- to the end (default: the whole file)")
    private String range;

    @Option(name = "--out", description = "File to write (default: standard output)")
    @Completion(FileCompleter.class)
    private String out;

    @Option(name = "--force", description = "Overwrite the file if it exists")
    private boolean force;

    @Option(
            name = "--timeout",
            description = "Seconds to wait for missing data before the command fails (default: no limit)")
    private String timeout;

    @Override
    protected void run(Torrent torrent) throws Exception {
        int index = Indexes.ofFiles(torrent).one(file);
        ReadOptions options = timeout == null
                ? ReadOptions.defaults()
                : ReadOptions.defaults().timeout(timeout(timeout));
        Optional<Path> target = out == null ? Optional.empty() : Optional.of(newFile(out, force));
        untilInterrupted(() -> {
            try (SeekableByteChannel content = torrent.open(index, options)) {
                write(content, ByteRange.parse(range, content.size()), target);
            } catch (ClosedByInterruptException e) {
                throw new InterruptedException();
            }
        });
    }

    private void write(SeekableByteChannel content, ByteRange bytes, Optional<Path> target) throws IOException {
        if (target.isPresent()) {
            try (OutputStream to = Files.newOutputStream(target.get())) {
                copy(content, bytes, to);
            }
            output().line("Written: %s, %s", target.get(), Units.size(bytes.length()));
        } else {
            copy(content, bytes, output().isRedirected() ? output().stream() : new TextOnly(output().stream()));
        }
    }

    private static void copy(SeekableByteChannel content, ByteRange bytes, OutputStream to) throws IOException {
        content.position(bytes.first());
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long left = bytes.length(); left > 0; left -= buffer.position()) {
            buffer.clear().limit((int) Math.min(BUFFER, left));
            if (content.read(buffer) < 0) {
                throw new EOFException("the file has ended early");
            }
            to.write(buffer.array(), 0, buffer.position());
        }
        to.flush();
    }
}
