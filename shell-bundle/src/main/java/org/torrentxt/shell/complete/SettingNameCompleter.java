package org.torrentxt.shell.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.shell.format.Settings;
import org.torrentxt.shell.support.CommandWords;
import org.torrentxt.shell.support.Services;

/** Completes the names of a session's settings, with their current values as descriptions. */
@Service
public final class SettingNameCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        return new CommandWords(words)
                .session(services).stream()
                        .flatMap(session -> session.settings().list().stream())
                        .map(setting -> candidate(setting.name(), Settings.value(setting)))
                        .toList();
    }
}
