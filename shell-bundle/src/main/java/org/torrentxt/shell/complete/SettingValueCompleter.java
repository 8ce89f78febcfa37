package org.torrentxt.shell.complete;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.shell.support.CommandWords;
import org.torrentxt.shell.support.Services;

/** Completes the value of the preceding setting if it is a boolean. */
@Service
public final class SettingValueCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        String name = words.size() < 2 ? "" : words.get(words.size() - 2);
        return new CommandWords(words)
                .session(services).stream()
                        .flatMap(session -> session.settings().list().stream())
                        .filter(setting -> setting.name().equals(name) && setting.type() == SessionSettings.Type.BOOL)
                        .flatMap(setting -> Stream.of("true", "false"))
                        .map(value -> candidate(value, null))
                        .toList();
    }

    // any text may be a value
    @Override
    boolean passes(String word) {
        return !word.isEmpty();
    }
}
