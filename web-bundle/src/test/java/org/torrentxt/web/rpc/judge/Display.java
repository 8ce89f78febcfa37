package org.torrentxt.web.rpc.judge;

import java.nio.file.Path;
import java.util.Map;
import org.torrentxt.web.rpc.RealSession;

/** A display for programs with windows. */
final class Display implements AutoCloseable {
    private final Program server;

    private Display(Program server) {
        this.server = server;
    }

    /** The server chooses one that is free, and writes its number. */
    static Display start(Path folder) {
        Program server = Program.start(
                folder, Map.of(), "Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp");
        RealSession.until("a display", () -> server.output().endsWith("\n"));
        return new Display(server);
    }

    /** Its name, for the environment of programs. */
    String name() {
        return ":" + server.output().strip();
    }

    boolean isRunning() {
        return server.isRunning();
    }

    @Override
    public void close() {
        server.close();
    }
}
