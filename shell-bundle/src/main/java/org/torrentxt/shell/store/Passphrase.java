package org.torrentxt.shell.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.apache.karaf.shell.api.console.Session;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtIdentity;

/** Asks for passphrases on the console without echo: on a command line they would stay in the history. */
public final class Passphrase {
    private Passphrase() {}

    /**
     * Runs something that needs the passphrase of an identity; asks for it if the identity is sealed, and clears it
     * afterwards.
     *
     * @param identity as found in the store; if empty, {@code use} reports the failure
     * @param use receives the passphrase; empty for an identity that is not sealed
     * @throws TorrentException INVALID_ARGUMENT if none is entered, or there is no terminal
     */
    public static <T> T use(Session console, Optional<DhtIdentity> identity, Function<Optional<char[]>, T> use)
            throws IOException {
        Optional<String> sealed = identity.filter(DhtIdentity::sealed).map(DhtIdentity::name);
        if (sealed.isEmpty()) {
            return use.apply(Optional.empty());
        }
        char[] passphrase = ask(console, sealed.get());
        try {
            return use.apply(Optional.of(passphrase));
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /**
     * The passphrase of an identity.
     *
     * @return a new array, for the caller to clear
     * @throws TorrentException INVALID_ARGUMENT if none is entered, or there is no terminal
     */
    static char[] ask(Session console, String identity) throws IOException {
        return ask(console, "Passphrase for " + identity + ": ", identity);
    }

    /**
     * A new passphrase, asked for twice.
     *
     * @return a new array, for the caller to clear
     * @throws TorrentException INVALID_ARGUMENT if none is entered, the second one differs, or there is no terminal
     */
    static char[] choose(Session console, String identity) throws IOException {
        char[] first = ask(console, "New passphrase for " + identity + ": ", identity);
        char[] second = ask(console, "Repeat passphrase: ", identity);
        boolean isSame = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!isSame) {
            Arrays.fill(first, '\0');
            throw TorrentException.invalid("the passphrases do not match; nothing was changed");
        }
        return first;
    }

    private static char[] ask(Session console, String prompt, String identity) throws IOException {
        String line = readLine(console, prompt, identity);
        if (line == null || line.isEmpty()) {
            throw TorrentException.invalid("no passphrase entered for identity " + identity);
        }
        return line.toCharArray();
    }

    private static String readLine(Session console, String prompt, String identity) throws IOException {
        try {
            return console.readLine(prompt, '*');
        } catch (UnsupportedOperationException e) {
            throw new TorrentException(
                    ErrorCode.INVALID_ARGUMENT,
                    "cannot ask for the passphrase of identity " + identity
                            + ": no terminal; run the command in the console or use an identity that is not sealed",
                    e);
        }
    }
}
