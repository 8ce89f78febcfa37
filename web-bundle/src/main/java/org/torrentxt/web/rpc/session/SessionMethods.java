package org.torrentxt.web.rpc.session;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.web.rpc.call.Answer;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.Call;
import org.torrentxt.web.rpc.call.Method;
import org.torrentxt.web.rpc.call.ServerFolders;

/** The methods that are about a session. */
public final class SessionMethods {
    private static final String SESSION_ID = "session-id";

    private final Preferences preferences;
    private final String sessionId;

    /**
     * Methods.
     *
     * @param preferences of the sessions
     * @param sessionId what clients send back
     */
    public SessionMethods(Preferences preferences, String sessionId) {
        this.preferences = preferences;
        this.sessionId = sessionId;
    }

    /** All of them. */
    public List<Method> all() {
        return List.of(
                Method.reading("session-get", this::get),
                Method.reading("session-stats", call -> SessionStats.of(view(call))),
                Method.reading("free-space", this::freeSpace),
                Method.reading("group-get", call -> GroupMethods.get(call.arguments(), view(call))),
                Method.reading("port-test", call -> {
                    throw TorrentException.invalid(
                            "the port is not tested, as that would ask a service on the internet;"
                                    + " whether peers connect is seen in the list of peers");
                }),
                Method.changing("session-set", call -> SessionSet.call(call.arguments(), view(call))),
                Method.changing("group-set", call -> GroupMethods.set(call.arguments(), view(call))),
                Method.changing("blocklist-update", call -> BlocklistUpdate.call(view(call))),
                Method.changing("session-close", call -> {
                    throw TorrentException.invalid(
                            "a session is not closed by clients; delete its configuration, or stop"
                                    + " the bundle org.torrentxt.impl");
                }));
    }

    private SessionView view(Call call) {
        return new SessionView(call.session(), preferences.of(call.session()), call.policies());
    }

    private Answer get(Call call) {
        Optional<List<String>> names = call.arguments().texts("fields");
        List<SessionField> fields = SessionFields.named(names);
        boolean hasId = names.map(some -> some.contains(SESSION_ID)).orElse(true);
        SessionView session = view(call);
        session.status(); // fails before anything is written
        return out -> {
            for (SessionField field : fields) {
                out.key(field.name());
                field.value().write(session, out);
            }
            if (hasId) {
                out.key(SESSION_ID).value(sessionId);
            }
        };
    }

    private Answer freeSpace(Call call) {
        Arguments arguments = call.arguments();
        Path folder = ServerFolders.of(arguments, "path")
                .orElseThrow(() -> Arguments.invalid("path", "the full path of a folder on the server", null));
        if (!call.visitor().mayManage() && !folder.equals(Path.of(view(call).downloadFolder()))) {
            throw TorrentException.invalid("users with read-only access may ask for the download folder only");
        }
        try {
            FileStore store = Files.getFileStore(folder);
            long free = store.getUsableSpace();
            long total = store.getTotalSpace();
            String asked = arguments.text("path").orElseThrow(); // as it was sent, which clients compare
            return out -> {
                out.key("path").value(asked);
                out.key("size-bytes").value(free);
                out.key("total_size").value(total);
            };
        } catch (IOException e) {
            throw new TorrentException(ErrorCode.INVALID_ARGUMENT, "no such file or folder: '" + folder + "'", e);
        }
    }
}
