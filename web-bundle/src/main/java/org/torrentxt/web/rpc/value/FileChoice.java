package org.torrentxt.web.rpc.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.web.rpc.call.Arguments;

/**
 * Which files of a torrent are wanted, and how much. The protocol knows both separately; here a file that is not wanted
 * has no other priority.
 */
public final class FileChoice {
    private record Step(List<Integer> files, Optional<FilePriority> priority, boolean isWanting) {}

    // A file that is mentioned several times is what the last one says, as in Transmission.
    private final List<Step> steps = new ArrayList<>();

    public FileChoice(Arguments arguments) {
        arguments.indices("files-unwanted").ifPresent(files -> add(files, FilePriority.SKIP));
        arguments.indices("files-wanted").ifPresent(files -> steps.add(new Step(files, Optional.empty(), true)));
        arguments.indices("priority-high").ifPresent(files -> add(files, FilePriority.TOP));
        arguments.indices("priority-low").ifPresent(files -> add(files, FilePriority.LOW));
        arguments.indices("priority-normal").ifPresent(files -> add(files, FilePriority.NORMAL));
    }

    private void add(List<Integer> files, FilePriority priority) {
        steps.add(new Step(files, Optional.of(priority), false));
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /**
     * The priorities that change, by the engine's index, of files that are counted as the protocol lists them: without
     * pad files. An empty list of files means all.
     *
     * @param files of the torrent
     * @throws TorrentException for a file that the torrent does not have
     */
    public Map<Integer, FilePriority> priorities(List<FileInfo> files) {
        Map<Integer, FileInfo> byNumber = new HashMap<>();
        IntStream.range(0, files.size()).forEach(number -> byNumber.put(number, files.get(number)));
        return change(byNumber, true, files.size());
    }

    /**
     * The same of files that are counted as a .torrent file lists them: so count clients that read the file themselves,
     * to let their user choose before they add it. An empty list of files means none.
     *
     * @param files of the torrent, at least one
     * @param listsPads whether the .torrent file lists pad files, whose priorities do not matter
     * @throws TorrentException for a file that the torrent does not have
     */
    public Map<Integer, FilePriority> prioritiesInFile(List<FileInfo> files, boolean listsPads) {
        Map<Integer, FileInfo> byNumber = new HashMap<>();
        files.forEach(file -> byNumber.put(listsPads ? file.index() : byNumber.size(), file));
        int last = Collections.max(byNumber.keySet());
        boolean hasPads = last >= files.size();
        return change(byNumber, false, last + (hasPads ? 2 : 1)); // the last file may have a pad file, too
    }

    private Map<Integer, FilePriority> change(Map<Integer, FileInfo> files, boolean isAllIfEmpty, int count) {
        Map<Integer, FilePriority> changed = new HashMap<>();
        for (Step step : steps) {
            for (int number : step.files.isEmpty() && isAllIfEmpty ? files.keySet() : step.files) {
                if (number >= count) {
                    throw TorrentException.invalid(
                            "file index out of range: " + number + "; expected 0 to " + (count - 1));
                }
                FileInfo file = files.get(number);
                if (file != null) {
                    FilePriority before = changed.getOrDefault(file.index(), file.priority());
                    changed.put(file.index(), applied(step, before));
                }
            }
        }
        return changed;
    }

    private static FilePriority applied(Step step, FilePriority before) {
        boolean isSkipped = before.equals(FilePriority.SKIP);
        if (step.isWanting) {
            return isSkipped ? FilePriority.NORMAL : before;
        }
        FilePriority wanted = step.priority.orElse(before);
        // clients send the levels of all files when one of them changes: a level that stays keeps its priority
        boolean isSame = !wanted.equals(FilePriority.SKIP) && Level.of(wanted) == Level.of(before);
        return isSkipped || isSame ? before : wanted;
    }
}
