package org.torrentxt.web.rpc.judge;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrentxt.web.rpc.RpcClient;

/** What a script has printed: a line of JSON for each step, with what the client saw after it, among other lines. */
final class Steps {
    private Steps() {}

    static Map<String, Object> of(String output) {
        Map<String, Object> seen = new LinkedHashMap<>();
        output.lines().filter(line -> line.startsWith("{")).forEach(line -> {
            Map<String, Object> step = RpcClient.object(RpcClient.parse(line));
            seen.put((String) step.get("step"), step.get("value"));
        });
        return seen;
    }
}
