package org.torrentxt.baseline;

import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import aQute.bnd.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares the API with a recorded one: what changed, and whether the versions of the packages say so, by semantic
 * versioning.
 */
final class Baseline {
    private static final Version FIRST = new Version(1, 0, 0);

    private Baseline() {}

    /** Packages whose version is too low for their changes: a line each, with the changes below it. */
    static List<String> tooLow(Signatures before, Signatures now) {
        return changed(before, now)
                .filter(each -> now.versions().get(each.getName()) != null)
                .filter(each -> now.versions().get(each.getName()).compareTo(required(each, before)) < 0)
                .flatMap(each -> Stream.concat(
                        Stream.of("package " + each.getName() + ": version "
                                + now.versions().get(each.getName()) + ", but " + each.getDelta()
                                + " changes; expected " + required(each, before) + " or higher"),
                        details(each).stream()))
                .toList();
    }

    /** What changed: a line for each package, with the changes below it. */
    static List<String> changes(Signatures before, Signatures now) {
        return changed(before, now)
                .flatMap(each -> Stream.concat(
                        Stream.of("package " + each.getName() + ": " + each.getDelta()), details(each).stream()))
                .toList();
    }

    private static Stream<? extends Diff> changed(Signatures before, Signatures now) {
        return now.tree().diff(before.tree()).getChildren().stream().filter(Baseline::isChange);
    }

    private static boolean isChange(Diff diff) {
        return diff.getDelta() != Delta.UNCHANGED && diff.getDelta() != Delta.IGNORED;
    }

    private static Version required(Diff diff, Signatures before) {
        Version old = before.versions().get(diff.getName());
        if (old == null) {
            return FIRST;
        }
        return switch (diff.getDelta()) {
            case MAJOR, REMOVED -> new Version(old.getMajor() + 1, 0, 0);
            case MINOR, ADDED -> new Version(old.getMajor(), old.getMinor() + 1, 0);
            default -> new Version(old.getMajor(), old.getMinor(), old.getMicro() + 1);
        };
    }

    private static List<String> details(Diff diff) {
        List<String> lines = new ArrayList<>();
        for (Diff child : diff.getChildren()) {
            if (isChange(child)) {
                boolean isWhole = child.getDelta() == Delta.ADDED || child.getDelta() == Delta.REMOVED;
                lines.add("  " + child.getDelta() + " " + child.getType() + " " + child.getName());
                if (!isWhole) {
                    details(child).forEach(line -> lines.add("  " + line));
                }
            }
        }
        return lines;
    }
}
