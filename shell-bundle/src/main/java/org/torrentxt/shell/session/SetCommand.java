package org.torrentxt.shell.session;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.complete.SettingNameCompleter;
import org.torrentxt.shell.complete.SettingValueCompleter;
import org.torrentxt.shell.format.Settings;

/** Sets an engine setting. */
@Service
@Command(
        scope = "torrent",
        name = "set",
        description = "Sets an engine setting until the configuration of its session changes; to keep it,"
                + " add setting.NAME to the configuration."
                + " Example: torrent:set connections_limit 100")
public final class SetCommand extends SessionAction {
    @Argument(
            index = 0,
            name = "setting",
            description = "Name of a libtorrent setting; torrent:settings lists them",
            required = true)
    @Completion(SettingNameCompleter.class)
    private String name;

    @Argument(index = 1, name = "value", description = "Number, true or false, or text", required = true)
    @Completion(SettingValueCompleter.class)
    private String value;

    @Override
    protected void run() {
        SessionSettings settings = session().settings();
        settings.set(name, value);
        output().line("%s = %s", name, Settings.value(settings.get(name)));
    }
}
