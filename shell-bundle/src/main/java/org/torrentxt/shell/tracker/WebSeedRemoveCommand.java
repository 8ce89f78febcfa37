package org.torrentxt.shell.tracker;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.complete.WebSeedUrlCompleter;

/** Removes web seeds from a torrent. */
@Service
@Command(
        scope = "torrent",
        name = "web-seed-remove",
        description = "Removes web seeds from a torrent."
                + " Example: torrent:web-seed-remove 3 http://mirror.example/files/")
public final class WebSeedRemoveCommand extends UrlsAction {
    @Argument(
            index = 1,
            name = "urls",
            description = "Web seed URLs, as shown by torrent:web-seeds",
            required = true,
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(WebSeedUrlCompleter.class)
    private List<String> urls = List.of();

    @Override
    List<String> urls() {
        return urls;
    }

    @Override
    void check(Torrent torrent) {
        requireKnown(torrent, "web seed", urls, torrent.webSeeds());
    }

    @Override
    void act(Torrent torrent, String url) {
        torrent.removeWebSeed(url);
    }

    @Override
    String done() {
        return "Web seeds removed";
    }
}
