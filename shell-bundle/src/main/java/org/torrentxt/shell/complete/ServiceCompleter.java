package org.torrentxt.shell.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;
import org.torrentxt.shell.format.Visible;
import org.torrentxt.shell.support.BundleServices;
import org.torrentxt.shell.support.Services;

/** Completes values known to services, with a description for each candidate. */
abstract class ServiceCompleter implements Completer {
    @Reference
    private BundleContext context;

    /**
     * The candidates.
     *
     * @param services services to query
     * @param words the command line so far
     */
    abstract List<Candidate> candidates(Services services, List<String> words);

    @Override
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> values = ask(line).stream().map(Candidate::value).toList();
        return new StringsCompleter(values).complete(session, line, candidates);
    }

    @Override
    public final void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        candidates.addAll(ask(line));
    }

    /** A candidate with a description; null for none. */
    static Candidate candidate(String value, String remark) {
        return new Candidate(
                value, Visible.line(value), null, remark == null ? null : Visible.line(remark), null, null, true);
    }

    /** True for a word that is valid here although it is not offered. */
    boolean passes(String word) {
        return false;
    }

    private List<Candidate> ask(CommandLine line) {
        List<String> words = List.of(line.getArguments());
        // Karaf completes an argument only if the arguments before it are accepted
        if (words.size() == 1 && passes(words.get(0))) {
            return List.of(candidate(words.get(0), null));
        }
        try (BundleServices services = new BundleServices(context)) {
            return candidates(services, words);
        }
    }
}
