package org.torrentxt.shell.session;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.IpFilter.Loaded;
import org.torrentxt.api.IpFilter.Rule;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.Network;
import org.torrentxt.json.Document;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.format.Listing;

/** Lists and changes the addresses that a session blocks. */
@Service
@Command(
        scope = "torrent",
        name = "ip-filter",
        description = "Lists or changes the addresses that a session blocks in addition to its network setting,"
                + " or tests addresses."
                + " Example: torrent:ip-filter add 10.0.0.0/8 192.0.2.1-192.0.2.9")
public final class IpFilterCommand extends SessionAction {
    /**
     * The result of a test.
     *
     * @param address as typed
     * @param blocked true if the session blocks it
     */
    public record Tested(String address, boolean blocked) implements Document {
        @Override
        public Map<String, Object> document() {
            return Document.of("address", address, "blocked", blocked);
        }
    }

    @Argument(index = 0, name = "action", description = "Action: list (default), add, load, clear or test")
    @Completion(
            value = StringsCompleter.class,
            values = {"list", "add", "load", "clear", "test"})
    private String action = "list";

    @Argument(
            index = 1,
            name = "what",
            description = "For add, ranges such as 10.0.0.0/8 or 192.0.2.1-192.0.2.9; for load, a block list file"
                    + " (P2P, DAT, P2B or CIDR, optionally gzipped); for test, addresses",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(FileCompleter.class)
    private List<String> what = List.of();

    @Option(name = "--allow", description = "Add allow rules, which override earlier block rules")
    private boolean allow;

    @Option(name = "--json", description = "Print one JSON array of the rules or, for test, of the results")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    protected void run() throws IOException {
        require(
                !json || action.equals("list") || action.equals("test"),
                "--json works with list and test only, not with " + action);
        require(!noFormat || action.equals("list"), "--no-format works with list only, not with " + action);
        require(!allow || action.equals("add"), "--allow works with add only, not with " + action);
        TorrentSession session = session();
        IpFilter filter = session.ipFilter();
        switch (action) {
            case "list" -> list(filter, session.status().network());
            case "add" -> add(filter);
            case "load" -> load(filter);
            case "clear" -> clear(filter);
            case "test" -> test(filter);
            default ->
                throw TorrentException.invalid(
                        "invalid action '" + action + "': expected list, add, load, clear or test");
        }
    }

    private void list(IpFilter filter, Network network) {
        require(what.isEmpty(), "list takes no further arguments");
        boolean isLocal = network == Network.LOCAL;
        output().listing(
                        listing(isLocal ? "No rules" : "No rules: every address is allowed"),
                        filter.rules(),
                        json,
                        noFormat);
        if (isLocal && !json && !noFormat) {
            output().wrapped("", "The session's network is local: all addresses except this host are blocked");
        }
    }

    private static Listing<Rule> listing(String emptyText) {
        return new Listing<Rule>(emptyText)
                .whole("First", rule -> rule.first().getHostAddress())
                .whole("Last", rule -> rule.last().getHostAddress())
                .text("Rule", rule -> verdict(rule.blocked()));
    }

    private void add(IpFilter filter) {
        require(!what.isEmpty(), "specify ranges to add, such as 10.0.0.0/8");
        // parse all before adding the first, so that a typo changes nothing
        List<Rule> rules = what.stream().map(text -> Rule.parse(text, !allow)).toList();
        rules.forEach(filter::add);
        output().line("Rules added: %d, total: %d", rules.size(), filter.rules().size());
    }

    private void load(IpFilter filter) throws IOException {
        require(what.size() == 1, "specify one file to load");
        Loaded loaded = filter.load(path(what.get(0)));
        output().line("Rules loaded, replacing all others: %d", loaded.ranges());
        if (loaded.skipped() > 0) {
            output().line(
                            "Lines skipped because they contain no address range: %d, first: line %d",
                            loaded.skipped(), loaded.firstSkipped());
        }
    }

    private void clear(IpFilter filter) {
        require(what.isEmpty(), "clear takes no further arguments");
        filter.clear();
        output().line("Rules cleared");
    }

    private void test(IpFilter filter) {
        require(!what.isEmpty(), "specify addresses to test, such as 192.0.2.1");
        List<Tested> tested = what.stream()
                .map(text -> new Tested(text, filter.isBlocked(Endpoint.address(text))))
                .toList();
        if (json) {
            output().json(tested);
        } else {
            tested.forEach(each -> output().line("%s: %s", each.address(), verdict(each.blocked())));
        }
    }

    private static String verdict(boolean isBlocked) {
        return isBlocked ? "blocked" : "allowed";
    }

    private static void require(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw TorrentException.invalid(otherwise);
        }
    }
}
