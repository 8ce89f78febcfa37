package org.torrentxt.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.config.ConfigurationType;

/** Reads the values of a configuration one by one, and collects what is wrong with them. */
final class OptionReading {
    private final ConfigurationType type;
    private final ConfigurationValues values;
    private final List<String> problems = new ArrayList<>();

    /** Reads values; unknown keys are warnings. */
    OptionReading(ConfigurationType type, ConfigurationValues values) {
        this.type = type;
        this.values = values;
        values.warnOfUnknownKeys(type.keys()::contains, type.keys());
    }

    /** Reads the value of a key, or its default. */
    <T> void read(String key, Function<String, T> parser, Consumer<T> use) {
        attempt(() -> use.accept(parser.apply(values.list(key).orElse(type.otherwise(key)))));
    }

    /** Does something with values that may be wrong. */
    void attempt(Runnable some) {
        try {
            some.run();
        } catch (TorrentException e) {
            problems.add(e.getMessage());
        }
    }

    /**
     * Ends it.
     *
     * @throws TorrentException that names all values that are wrong
     */
    void end() {
        if (!problems.isEmpty()) {
            throw TorrentException.invalid(String.join("; ", problems));
        }
    }
}
