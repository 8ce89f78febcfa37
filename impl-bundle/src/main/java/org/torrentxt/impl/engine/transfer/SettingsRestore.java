package org.torrentxt.impl.engine.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.impl.backup.BackupArchive;
import org.torrentxt.impl.state.SessionState;

/** Makes a session as it was when it was backed up: its IP filter, settings set at run time, and whether it is paused. */
final class SettingsRestore {
    private final TorrentSession session;
    private final boolean isDryRun;
    private final List<String> lines = new ArrayList<>();

    SettingsRestore(TorrentSession session, boolean isDryRun) {
        this.session = session;
        this.isDryRun = isDryRun;
    }

    /** What was done, or would be, and what cannot be done, in one line each. */
    List<String> run(BackupArchive archive) {
        SessionState state = archive.session();
        for (Map.Entry<String, Object> setting : state.settings().entrySet()) {
            act(
                    "setting " + setting.getKey() + " = " + shown(setting),
                    () -> set(setting.getKey(), setting.getValue()));
        }
        archive.ipFilter()
                .ifPresent(filter -> act(
                        "IP filter with " + filter.rules().size() + " rules",
                        () -> session.ipFilter().replace(filter.rules())));
        if (state.isPaused()) {
            act("paused session", session::pause);
        }
        return lines;
    }

    private static Object shown(Map.Entry<String, Object> setting) {
        return setting.getKey().endsWith("password") ? "***" : setting.getValue();
    }

    private void act(String what, Runnable action) {
        try {
            if (!isDryRun) {
                action.run();
            }
            lines.add((isDryRun ? "would be restored: " : "restored: ") + what);
        } catch (TorrentException e) {
            if (e.code() == ErrorCode.NO_SESSION) {
                throw e;
            }
            lines.add("not restored: " + what + ": " + e.getMessage());
        }
    }

    private void set(String name, Object value) {
        SessionSettings settings = session.settings();
        boolean isFlag = value instanceof Long && settings.get(name).type() == SessionSettings.Type.BOOL;
        settings.set(name, isFlag ? (Object) (((Long) value) != 0) : value);
    }
}
