package org.torrentxt.web.rpc.torrent;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.web.rpc.call.Answer;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.Call;
import org.torrentxt.web.rpc.call.Output;

/** The method {@code torrent-get}: computes what is asked for, one torrent after the other while it is sent. */
final class TorrentGet {
    private static final String TABLE = "table";

    private final Rosters rosters;

    TorrentGet(Rosters rosters) {
        this.rosters = rosters;
    }

    Answer call(Call call) {
        Arguments arguments = call.arguments();
        List<String> names = arguments
                .texts("fields")
                .orElseThrow(() -> Arguments.invalid("fields", "a list of names such as [\"id\",\"name\"]", null));
        List<Field> fields = TorrentFields.named(names);
        boolean isTable = arguments.text("format").filter(TABLE::equals).isPresent();
        TorrentSession session = call.session();
        Roster roster = rosters.of(session);
        if (TorrentIds.areRecent(arguments)) {
            Roster.Recent recent = roster.recent(session);
            return out -> {
                write(out, fields, isTable, recent.entries().stream().map(entry -> known(call, entry)));
                removed(out, recent.removed());
            };
        }
        if (TorrentIds.areAll(arguments)) {
            Roster.All all = roster.all(session);
            boolean isVersioned = arguments.truth("version").orElse(false);
            return out -> {
                write(out, fields, isTable, all.entries().stream().map(entry -> known(call, entry)));
                if (isVersioned) {
                    out.key("version").value(Long.toString(all.version())); // more digits than numbers have in browsers
                }
            };
        }
        List<Torrent> named = TorrentIds.named(session, arguments);
        return out -> write(
                out,
                fields,
                isTable,
                named.stream().map(torrent -> fresh(call, torrent, roster)).flatMap(Optional::stream));
    }

    private static TorrentView known(Call call, Roster.Entry entry) {
        return new TorrentView(call, entry.status(), entry.facts(), false);
    }

    private static Optional<TorrentView> fresh(Call call, Torrent torrent, Roster roster) {
        return torrent.status().map(status -> new TorrentView(call, status, roster.facts(status.id()), true));
    }

    private static void write(Output out, List<Field> fields, boolean isTable, Stream<TorrentView> torrents)
            throws IOException {
        out.key("torrents").startList();
        if (isTable) {
            out.value(fields.stream().map(Field::name).toList());
        }
        for (TorrentView torrent : (Iterable<TorrentView>) torrents::iterator) {
            if (isTable) {
                row(out, fields, torrent);
            } else {
                object(out, fields, torrent);
            }
        }
        out.endList();
    }

    private static void row(Output out, List<Field> fields, TorrentView torrent) throws IOException {
        out.startList();
        for (Field field : fields) {
            field.value().write(torrent, out);
        }
        out.endList();
    }

    /** A torrent as an object. */
    static void object(Output out, List<Field> fields, TorrentView torrent) throws IOException {
        out.startObject();
        for (Field field : fields) {
            out.key(field.key());
            field.value().write(torrent, out);
        }
        out.endObject();
    }

    private static void removed(Output out, List<Integer> ids) throws IOException {
        out.key("removed").startList();
        for (int id : ids) {
            out.value(id);
        }
        out.endList();
    }
}
