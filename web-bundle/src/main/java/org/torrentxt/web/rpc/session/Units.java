package org.torrentxt.web.rpc.session;

import java.io.IOException;
import java.util.List;
import org.torrentxt.web.rpc.call.Output;

/** How clients show sizes and rates. */
final class Units {
    private static final int THOUSAND = 1000;
    private static final int BINARY = 1024;

    private Units() {}

    static void write(Output out) throws IOException {
        out.startObject();
        out.key("speed-units").value(List.of("kB/s", "MB/s", "GB/s", "TB/s"));
        out.key("speed-bytes").value(THOUSAND);
        out.key("size-units").value(List.of("kB", "MB", "GB", "TB"));
        out.key("size-bytes").value(THOUSAND);
        out.key("memory-units").value(List.of("KiB", "MiB", "GiB", "TiB"));
        out.key("memory-bytes").value(BINARY);
        out.endObject();
    }
}
