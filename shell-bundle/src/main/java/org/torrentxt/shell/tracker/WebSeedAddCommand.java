package org.torrentxt.shell.tracker;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;

/** Adds web seeds to a torrent. */
@Service
@Command(
        scope = "torrent",
        name = "web-seed-add",
        description = "Adds web seeds to a torrent; existing ones are kept."
                + " Example: torrent:web-seed-add 3 http://mirror.example/files/")
public final class WebSeedAddCommand extends UrlsAction {
    @Argument(
            index = 1,
            name = "urls",
            description = "Web seed URLs: http or https",
            required = true,
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> urls = List.of();

    @Override
    List<String> urls() {
        return urls;
    }

    @Override
    void act(Torrent torrent, String url) {
        torrent.addWebSeed(url);
    }

    @Override
    String done() {
        return "Web seeds added";
    }
}
