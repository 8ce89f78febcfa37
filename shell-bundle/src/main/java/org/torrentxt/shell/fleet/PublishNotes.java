package org.torrentxt.shell.fleet;

import java.util.Collection;
import org.torrentxt.shell.action.Output;
import org.torrentxt.shell.publish.UnpackedKar;

/** What is printed of artifacts that are deployed together: how many there are, and what nodes do not get with them. */
final class PublishNotes {
    private static final int MAX = 20;

    private PublishNotes() {}

    static void print(UnpackedKar kar, Output output) {
        print(kar.count(), kar.others(), output);
        print("Not in the KAR, so that nodes get it from elsewhere: ", kar.missing(), output);
        print("Not served by nodes, as it is no release: ", kar.changing(), output);
        print("Not published, as Karaf would copy it into its own folder: ", kar.resources(), output);
    }

    /**
     * Prints how many there are.
     *
     * @param others what they name that is no Maven artifact
     */
    static void print(int count, Collection<String> others, Output output) {
        output.line("Artifacts: %d", count);
        print("Not published, as it is no Maven artifact: ", others, output);
    }

    private static void print(String note, Collection<String> all, Output output) {
        all.stream().limit(MAX).forEach(each -> output.wrapped("", note + each));
        if (all.size() > MAX) {
            output.wrapped("", note + (all.size() - MAX) + " more");
        }
    }
}
