package org.torrentxt.shell.dht;

import java.io.IOException;
import java.util.Arrays;
import org.apache.karaf.shell.api.console.Session;
import org.torrentxt.api.TorrentException;

/** Asks for passphrases on the console, unseen: on a command line they would stay in its history. */
final class Passphrase {
    private Passphrase() {}

    /**
     * The passphrase of an identity.
     *
     * @return a new array, for the caller to clear
     * @throws TorrentException INVALID_ARGUMENT if none is typed
     */
    static char[] ask(Session console, String identity) throws IOException {
        return ask(console, "Passphrase of " + identity + ": ", identity);
    }

    /**
     * A new passphrase, asked for twice.
     *
     * @return a new array, for the caller to clear
     * @throws TorrentException INVALID_ARGUMENT if none is typed, or another one the second time
     */
    static char[] choose(Session console, String identity) throws IOException {
        char[] first = ask(console, "New passphrase of " + identity + ": ", identity);
        char[] second = ask(console, "The same again: ", identity);
        boolean isSame = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!isSame) {
            Arrays.fill(first, '\0');
            throw TorrentException.invalid("the passphrases differ; nothing was made");
        }
        return first;
    }

    private static char[] ask(Session console, String prompt, String identity) throws IOException {
        String line = console.readLine(prompt, '*');
        if (line == null || line.isEmpty()) {
            throw TorrentException.invalid("no passphrase was given for identity " + identity);
        }
        return line.toCharArray();
    }
}
