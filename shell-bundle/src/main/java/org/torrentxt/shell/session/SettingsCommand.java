package org.torrentxt.shell.session;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.SessionSettings.Setting;
import org.torrentxt.json.Json;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.complete.SettingNameCompleter;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Settings;

/** Lists the engine's settings. */
@Service
@Command(
        scope = "torrent",
        name = "settings",
        description = "Lists the engine's settings, optionally only those whose names contain a word."
                + " Example: torrent:settings --changed limit")
public final class SettingsCommand extends SessionAction {
    private static final Listing<Setting> LISTING = new Listing<Setting>("No such settings; torrent:settings lists all")
            .text("Name", Setting::name)
            .text("Type", setting -> Json.text(setting.type()))
            .text("Value", Settings::value)
            .text("Default", Setting::defaultValue)
            .hide("Type", "Default");

    @Argument(
            index = 0,
            name = "word",
            description = "Part of a setting name (default: all settings)",
            valueToShowInHelp = "")
    @Completion(SettingNameCompleter.class)
    private String word = "";

    @Option(name = "--changed", description = "List only settings that differ from the engine's default")
    private boolean changed;

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    protected void run() {
        String wanted = word.toLowerCase(Locale.ROOT);
        List<Setting> settings = session().settings().list().stream()
                .filter(setting -> setting.name().contains(wanted))
                .filter(setting -> !changed || !setting.value().equals(setting.defaultValue()))
                .map(Settings::shown)
                .toList();
        output().listing(LISTING, settings, json, noFormat);
    }
}
