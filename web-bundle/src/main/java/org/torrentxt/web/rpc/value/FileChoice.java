package org.torrentxt.web.rpc.value;

import java.util.ArrayList;
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
     * The priorities that change, by the engine's index.
     *
     * @param files of the torrent
     * @param isAllIfEmpty whether an empty list means all files
     * @throws TorrentException for a file that the torrent does not have
     */
    public Map<Integer, FilePriority> priorities(List<FileInfo> files, boolean isAllIfEmpty) {
        Map<Integer, FilePriority> now = new HashMap<>();
        IntStream.range(0, files.size())
                .forEach(file -> now.put(file, files.get(file).priority()));
        Map<Integer, FilePriority> changed = change(now, isAllIfEmpty, files.size());
        Map<Integer, FilePriority> byIndex = new HashMap<>();
        changed.forEach((file, priority) -> byIndex.put(files.get(file).index(), priority));
        return byIndex;
    }

    private Map<Integer, FilePriority> change(Map<Integer, FilePriority> now, boolean isAllIfEmpty, int count) {
        Map<Integer, FilePriority> changed = new HashMap<>();
        for (Step step : steps) {
            List<Integer> files = step.files.isEmpty() && isAllIfEmpty ? List.copyOf(now.keySet()) : step.files;
            for (int file : files) {
                if (file >= count) {
                    throw TorrentException.invalid(
                            "file index out of range: " + file + "; expected 0 to " + (count - 1));
                }
                FilePriority before = changed.getOrDefault(file, now.get(file));
                changed.put(file, applied(step, before));
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
        return isSkipped ? before : wanted;
    }
}
