package org.torrentxt.shell.session;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.SessionSettings.Setting;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.complete.SettingNameCompleter;
import org.torrentxt.shell.format.Settings;

/** Prints the values of settings. */
@Service
@Command(
        scope = "torrent",
        name = "get",
        description = "Prints the values of settings, one per line. Example: torrent:get connections_limit")
public final class GetCommand extends SessionAction {
    @Argument(
            index = 0,
            name = "settings",
            description = "Names of libtorrent settings; torrent:settings lists them",
            required = true,
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(SettingNameCompleter.class)
    private List<String> names = List.of();

    @Option(name = "--json", description = "Print one JSON array with types and defaults")
    private boolean json;

    @Override
    protected void run() {
        SessionSettings settings = session().settings();
        List<Setting> found =
                names.stream().map(settings::get).map(Settings::shown).toList();
        if (json) {
            output().json(found);
        } else {
            found.forEach(setting -> output().line(Settings.value(setting)));
        }
    }
}
