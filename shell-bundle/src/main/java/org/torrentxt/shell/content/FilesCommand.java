package org.torrentxt.shell.content;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.shell.action.TorrentListingAction;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Priorities;
import org.torrentxt.shell.format.Units;

/** Lists the files of a torrent. */
@Service
@Command(scope = "torrent", name = "files", description = "Lists the files of a torrent. Example: torrent:files 3")
public final class FilesCommand extends TorrentListingAction<FileInfo> {
    private static final Listing<FileInfo> LISTING = new Listing<FileInfo>("No files: the metadata is not known yet")
            .number("Index", FileInfo::index)
            .number("Size", file -> Units.size(file.size()))
            .number("Done", file -> Units.percent(file.size() == 0 ? 1 : (double) file.progress() / file.size()))
            .text("Priority", file -> Priorities.text(file.priority()))
            .text("Path", FileInfo::path)
            .hide("Priority", "Size");

    @Override
    protected Listing<FileInfo> listing() {
        return LISTING;
    }

    @Override
    protected Optional<String> note(List<FileInfo> files) {
        boolean isConsecutive = IntStream.range(0, files.size())
                .allMatch(i -> files.get(i).index() == files.get(0).index() + i);
        return isConsecutive ? Optional.empty() : Optional.of("Indexes missing from the list belong to pad files");
    }

    @Override
    protected List<FileInfo> rows(Torrent torrent) {
        return torrent.files();
    }
}
