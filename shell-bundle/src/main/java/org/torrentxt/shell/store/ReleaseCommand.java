package org.torrentxt.shell.store;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtReleaseLink;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.complete.IdentityCompleter;
import org.torrentxt.shell.complete.PublicationKeyCompleter;
import org.torrentxt.shell.complete.SessionNameCompleter;
import org.torrentxt.shell.complete.TorrentIdCompleter;
import org.torrentxt.shell.dht.DhtAnswer;
import org.torrentxt.shell.support.Services;
import org.torrentxt.shell.support.Sessions;
import org.torrentxt.shell.support.TorrentArguments;

/** Publishes which torrent is the newest version of a release. */
@Service
@Command(
        scope = "dht",
        name = "release",
        description = "Publishes a torrent as the newest version of a release, prints the link for following it,"
                + " and keeps it alive until dht:unpublish."
                + " Example: dht:release alice nightly 3")
public final class ReleaseCommand extends StoreAnswerAction {
    @Argument(index = 0, name = "identity", description = "Identity created by dht:keygen", required = true)
    @Completion(IdentityCompleter.class)
    private String identity;

    @Argument(
            index = 1,
            name = "key",
            description = "Key of the release, up to 64 bytes of text; the same for every version",
            required = true)
    @Completion(PublicationKeyCompleter.class)
    private String key;

    @Argument(
            index = 2,
            name = "torrent",
            description = "Info-hash of 40 hexadecimal digits, or the id of a torrent in --session",
            required = true)
    @Completion(TorrentIdCompleter.class)
    private String torrent;

    @Option(
            name = Sessions.OPTION,
            description = "Session with the torrent; not needed for an info-hash, if only one session is running, or"
                    + " for the one named default")
    @Completion(SessionNameCompleter.class)
    private String sessionName;

    @Override
    void run(DhtStore store, DhtAnswer answers) throws Exception {
        InfoHash infoHash = infoHash(services(), sessionName, torrent);
        DhtPublication publication = answers.await(Passphrase.use(
                console(),
                store.identities().find(identity),
                passphrase -> passphrase.isEmpty()
                        ? store.releases().publish(identity, key, infoHash)
                        : store.releases().publish(identity, key, infoHash, passphrase.get())));
        DhtReleaseLink link = DhtReleaseLink.of(publication.item().publicKey(), key);
        if (isJson()) {
            output().json(StatusView.document(publication, link));
        } else {
            output().line(link.magnetUri());
            publication
                    .status()
                    .lastError()
                    .ifPresent(
                            error -> output().line("Not stored yet: %s; will be retried, see dht:publications", error));
        }
    }

    /**
     * The v1 info-hash given as a word, or that of the torrent with that id.
     *
     * @param session name of that torrent's session; null for the default choice
     * @throws TorrentException if there is no such torrent, or it has no v1 info-hash
     */
    static InfoHash infoHash(Services services, String session, String word) {
        if (word.matches("[0-9A-Fa-f]{40}")) {
            return new InfoHash(word);
        }
        Torrent torrent = new TorrentArguments(new Sessions(services).choose(session)).one(word);
        return torrent.infoHashes()
                .v1()
                .orElseThrow(() -> TorrentException.invalid("torrent " + word
                        + " has no v1 info-hash, which a release needs; create a v1 or hybrid torrent"));
    }
}
