package org.torrentxt.shell.support;

import java.util.List;
import org.torrentxt.api.TorrentException;

/** Options that come after arguments: Karaf takes them for arguments, too, and a command is not to do half of what was meant. */
public final class LateOptions {
    private LateOptions() {}

    /**
     * Refuses options among arguments.
     *
     * @throws TorrentException INVALID_ARGUMENT if there is one
     */
    public static void refuse(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.startsWith("-")) {
                throw TorrentException.invalid("'" + argument + "' comes too late: options go before the arguments");
            }
        }
    }
}
