package org.torrentxt.shell.format;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.json.Json;

/** A torrent's flags as displayed and typed: libtorrent's names, such as {@code sequential_download}. */
public final class Flags {
    private Flags() {}

    /** The names of all flags. */
    public static List<String> names() {
        return Arrays.stream(TorrentFlag.values()).map(Json::text).toList();
    }

    /** The names of the given flags. */
    public static String describe(Set<TorrentFlag> flags) {
        return flags.stream().sorted().map(Json::text).collect(Collectors.joining(" "));
    }

    /**
     * Parses names; each text may contain several, separated by commas.
     *
     * @return a new set
     * @throws TorrentException INVALID_ARGUMENT for an unknown name
     */
    public static Set<TorrentFlag> parse(Collection<String> texts) {
        Set<TorrentFlag> flags = EnumSet.noneOf(TorrentFlag.class);
        texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(Flags::flag)
                .forEach(flags::add);
        return flags;
    }

    private static TorrentFlag flag(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(TorrentFlag.values())
                .filter(flag -> Json.text(flag).equals(wanted))
                .findFirst()
                .orElseThrow(() -> TorrentException.invalid(
                        "no such flag: '" + name + "'; expected one of " + String.join(", ", names())));
    }
}
