package org.torrentxt.shell.dht;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.apache.karaf.shell.api.console.Session;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtIdentity;

/** Asks for passphrases on the console, unseen: on a command line they would stay in its history. */
final class Passphrase {
    private Passphrase() {}

    /**
     * Does something that takes the passphrase of an identity, which is asked for if it is sealed, and cleared afterwards.
     *
     * @param identity as the store has it; empty if it does not, which is left to {@code use} to say
     * @param use is given null for an identity that is not sealed
     * @throws TorrentException INVALID_ARGUMENT if none is typed, or there is no terminal to type it on
     */
    static <T> T use(Session console, Optional<DhtIdentity> identity, Function<char[], T> use) throws IOException {
        Optional<String> sealed = identity.filter(DhtIdentity::sealed).map(DhtIdentity::name);
        if (sealed.isEmpty()) {
            return use.apply(null);
        }
        char[] passphrase = ask(console, sealed.get());
        try {
            return use.apply(passphrase);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /**
     * The passphrase of an identity.
     *
     * @return a new array, for the caller to clear
     * @throws TorrentException INVALID_ARGUMENT if none is typed, or there is no terminal to type it on
     */
    static char[] ask(Session console, String identity) throws IOException {
        return ask(console, "Passphrase of " + identity + ": ", identity);
    }

    /**
     * A new passphrase, asked for twice.
     *
     * @return a new array, for the caller to clear
     * @throws TorrentException INVALID_ARGUMENT if none is typed, another one the second time, or there is no terminal to type it on
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
        String line = readLine(console, prompt, identity);
        if (line == null || line.isEmpty()) {
            throw TorrentException.invalid("no passphrase was given for identity " + identity);
        }
        return line.toCharArray();
    }

    private static String readLine(Session console, String prompt, String identity) throws IOException {
        try {
            return console.readLine(prompt, '*');
        } catch (UnsupportedOperationException e) {
            throw new TorrentException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the passphrase of identity " + identity
                            + " is asked for on a terminal, and there is none here; type"
                            + " the command into the console, or use an identity that is not sealed",
                    e);
        }
    }
}
