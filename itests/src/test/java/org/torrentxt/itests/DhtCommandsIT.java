package org.torrentxt.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtStoreTopics;

/** The commands of the scope dht, run in Karaf's shell, on a DHT of the sessions of this host. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class DhtCommandsIT extends ShellTestSupport {
    private Dictionary<String, Object> formerStore;

    /**
     * Waits until two nodes know each other; both are new in each test, so that no former node is mistaken for them.
     */
    @Before
    public void joinNodes() throws Exception {
        Swarm.join(seeder, leecher);
    }

    /** Makes the store use the leecher's node. */
    @Before
    public void useNode() throws Exception {
        formerStore = storeConfiguration().getProperties();
        Dictionary<String, Object> properties = storeConfiguration().getProperties();
        properties.put("session", "leecher");
        configureStore(properties);
    }

    @After
    public void leaveNode() throws Exception {
        configureStore(formerStore);
    }

    private static void awaitNodes(TorrentSession session) throws Exception {
        await("nodes of " + session.name(), () -> session.dht().status().nodes() > 0);
    }

    @Test
    @Exercises({"dht:state", "dht:put", "dht:get"})
    public void valuesGoToTheDhtOfAnotherSessionAndComeBack() throws Exception {
        assertThat(executeCommand("dht:state" + SEEDER)).contains("running");
        assertThat(object("dht:state" + SEEDER).get("nodes").getAsInt()).isPositive();
        String target = executeCommand("dht:put" + SEEDER + "'hello world'").strip();
        assertThat(target).matches("[0-9a-f]{40}");
        assertThat(executeCommand("dht:get" + LEECHER + target).strip()).isEqualTo("hello world");
        assertThat(object("dht:get" + SEEDER + target).get("text").getAsString())
                .isEqualTo("hello world");
        assertFails("dht:get" + SEEDER + "0".repeat(40), "no such value");
        assertFails("dht:get" + SEEDER + "nonsense", "nonsense");
    }

    @Test
    @Exercises({"dht:put", "dht:get"})
    public void valuesGoUnderAKeyWithoutTheStore() throws Exception {
        DhtKeyPair keys = DhtKeyPair.generate();
        Path seed = Files.writeString(swarm.folder("carol.seed"), HexFormat.of().formatHex(keys.seed()));
        String key = keys.publicKey().hex();
        assertFails("dht:get" + LEECHER + key, "no such value");
        assertThat(executeCommand("dht:put" + SEEDER + "--key " + seed + " 'hello once'"))
                .contains(key, "Version", "Nodes");
        JsonObject item = object("dht:get" + LEECHER + key);
        assertThat(item.get("text").getAsString()).isEqualTo("hello once");

        long seq = item.get("seq").getAsLong();
        JsonObject put = object("dht:put" + SEEDER + "--key " + seed + " --expect " + seq + " 'hello again'");
        assertThat(put.get("seq").getAsLong()).isEqualTo(seq + 1);
        assertThat(executeCommand("dht:get" + LEECHER + key).strip()).isEqualTo("hello again");
        executeCommand("dht:put" + SEEDER + "--key " + seed + " --salt greeting 'hello salt'");
        assertThat(executeCommand("dht:get" + LEECHER + "--salt greeting " + key)
                        .strip())
                .isEqualTo("hello salt");
        assertFails("dht:put" + SEEDER + "--salt greeting hello", "--key");
    }

    @Test
    @Exercises("dht:bootstrap")
    public void aNodeJoinsByTheOneThatIsNamed() throws Exception {
        TorrentSession newcomer = swarm.session("newcomer");
        assertThat(newcomer.dht().status().nodes()).isZero();
        executeCommand("dht:bootstrap --session newcomer " + Swarm.endpoint(seeder));
        awaitNodes(newcomer);
        assertFails("dht:bootstrap --session newcomer nonsense", "HOST:PORT");
        assertFails("dht:bootstrap --session newcomer 192.0.2.1:6881", "192.0.2.1");
    }

    @Test
    @Exercises({"dht:announce", "dht:peers"})
    public void aTorrentIsAnnouncedAndItsPeersAreFound() throws Exception {
        InfoHash hash = new InfoHash("ab".repeat(20));
        assertThat(executeCommand("dht:peers" + SEEDER + hash)).contains("No peers");
        assertThat(executeCommand("dht:announce" + SEEDER + "--port 7777 " + hash))
                .contains("Announced to 1 node:");
        assertThat(executeCommand("dht:peers" + SEEDER + hash)).contains("127.0.0.1:7777");
        assertThat(array("dht:peers" + SEEDER + hash).get(0).getAsString()).isEqualTo("127.0.0.1:7777");
        assertFails("dht:announce" + SEEDER + "--port 99999 " + hash, "99999");
    }

    @Test
    @Exercises({"dht:save", "dht:load"})
    public void aNodeJoinsByTheFileOfAnother() throws Exception {
        Path file = swarm.folder("nodes.dht");
        executeCommand("dht:save" + SEEDER + "--out " + file);
        assertThat(file).isNotEmptyFile();
        assertFails("dht:save" + SEEDER + "--out " + file, "--force");
        TorrentSession newcomer = swarm.session("newcomer");
        executeCommand("dht:load --session newcomer " + file);
        awaitNodes(newcomer);
        Path bad = Files.writeString(swarm.folder("bad.dht"), "nonsense");
        assertFails("dht:load --session newcomer " + bad, "not a file written by dht:save: '" + bad + "': malformed");
    }

    @Test
    @Exercises({"dht:keygen", "dht:keys"})
    public void identitiesAreMadeExportedAndRemoved() throws Exception {
        String key = object("dht:keygen carol").get("publicKey").getAsString();
        assertThat(key).matches("[0-9a-f]{64}");
        assertThat(executeCommand("dht:keys")).contains("carol", key);
        Path seed = swarm.folder("carol.seed");
        executeCommand("dht:keys --export carol --out " + seed);
        assertThat(Files.getPosixFilePermissions(seed)).hasSize(2);
        assertThat(array("dht:keys").toString())
                .doesNotContain(Files.readString(seed).strip());
        executeCommand("dht:keys --remove carol");
        assertThat(executeCommand("dht:keys")).doesNotContain("carol");
        assertThat(object("dht:keygen --import " + seed + " carol2")
                        .get("publicKey")
                        .getAsString())
                .isEqualTo(key);
        executeCommand("dht:keys --remove carol2");
        assertFails("dht:keys --remove carol", "carol");
        assertFails("dht:keygen '../evil'", "../evil");
    }

    @Test
    @Exercises({"dht:keygen", "dht:publish", "dht:lookup", "dht:publications", "dht:unpublish", "dht:watch"})
    public void valuesArePublishedFoundWatchedAndUnpublished() throws Exception {
        String key = object("dht:keygen alice").get("publicKey").getAsString();
        executeCommand("dht:publish alice greeting 'hello once'");
        assertThat(executeCommand("dht:lookup " + key + " greeting").strip()).isEqualTo("hello once");
        assertThat(executeCommand("dht:watch --wait --timeout 30 alice greeting")
                        .strip())
                .isEqualTo("hello once");
        assertThat(executeCommand("dht:watch")).contains("greeting", key);

        JsonObject published = object("dht:publish alice greeting 'hello again'");
        assertThat(published.get("numNodes").getAsInt()).isPositive();
        assertThat(object("dht:lookup --fresh alice greeting").get("seq").getAsLong())
                .isEqualTo(published.get("seq").getAsLong());
        assertThat(executeCommand("dht:publications")).contains("alice", "greeting", "published");

        executeCommand("dht:watch --cancel alice greeting");
        long seq = published.get("seq").getAsLong();
        assertThat(object("dht:watch --seen " + seq + " alice greeting")
                        .get("seq")
                        .getAsLong())
                .isGreaterThanOrEqualTo(seq);
        executeCommand("dht:watch --cancel alice greeting");
        executeCommand("dht:unpublish alice greeting");
        assertThat(array("dht:publications")).isEmpty();
        assertFails("dht:lookup alice silence", "no value of alice");
        assertFails("dht:unpublish alice greeting", "dht:publications");
        assertFails("dht:publish bob greeting hello", "bob");
        assertFails("dht:publish --expect 99 alice greeting hello", "99");
        executeCommand("dht:keys --remove alice");
    }

    @Test
    public void noSecretGetsIntoTheLogOrIntoAnEvent() throws Exception {
        String seed = "5eed".repeat(16);
        String passphrase = "correct horse battery staple";
        List<Event> events = new CopyOnWriteArrayList<>();
        EventHandler handler = events::add;
        ServiceRegistration<EventHandler> registration = context.registerService(
                EventHandler.class,
                handler,
                new Hashtable<String, Object>(Map.of(EventConstants.EVENT_TOPIC, DhtStoreTopics.ALL)));
        try {
            DhtStore store = awaitService(DhtStore.class);
            DhtIdentity identity =
                    store.identities().importKeys("judy", DhtKeyPair.fromSeed(seed), passphrase.toCharArray());
            byte[] value = "no secret".getBytes(UTF_8);
            assertThat(catchThrowable(() ->
                            store.publications().publish("judy", "secretive", value, (passphrase + "s").toCharArray())))
                    .hasMessageContaining("judy")
                    .hasMessageNotContainingAny(seed, passphrase);
            store.publications()
                    .publish("judy", "secretive", value, passphrase.toCharArray())
                    .toCompletableFuture()
                    .get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            store.watches().watch(identity.publicKey(), "secretive");
            await("the event", () -> !events.isEmpty());
            store.watches().cancel(identity.publicKey(), "secretive");
            store.publications().unpublish("judy", "secretive");
            store.identities().remove("judy");
        } finally {
            registration.unregister();
        }
        assertThat(karafLog()).contains("'judy'").doesNotContain(seed, passphrase);
        assertThat(events).allSatisfy(event -> assertThat(printed(event)).doesNotContain(seed, passphrase));
    }

    /** All properties of an event; bytes as text and as digits. */
    private static String printed(Event event) {
        return Arrays.stream(event.getPropertyNames())
                .map(event::getProperty)
                .map(value -> value instanceof byte[] bytes
                        ? new String(bytes, UTF_8) + " " + HexFormat.of().formatHex(bytes)
                        : value.toString())
                .collect(Collectors.joining(" "));
    }

    @Test
    @Exercises({"dht:blob-put", "dht:blob-get", "dht:blobs", "dht:blob-forget"})
    public void aFileIsPutComesBackByteByByteIsKeptAndForgotten() throws Exception {
        Path content = swarm.folder("content/b.bin");
        Path file = Files.write(swarm.folder("blob.bin"), Arrays.copyOf(Files.readAllBytes(content), 65_536));
        String target = executeCommand("dht:blob-put " + file).strip();
        assertThat(target).matches("[0-9a-f]{40}");
        Path out = swarm.folder("out.bin");
        assertThat(executeCommand("dht:blob-get --out " + out + " " + target)).contains("64.0 KiB");
        assertThat(out).hasSameBinaryContentAs(file);
        assertFails("dht:blob-get --out " + out + " " + target, "--force");
        assertThat(array("dht:blobs")).isEmpty();

        Path text = Files.writeString(swarm.folder("notes.txt"), "hello world");
        assertThat(executeCommand("dht:blob-put --keep " + text)).contains("Kept", "published");
        String kept = object("dht:blob-put --keep " + text).get("target").getAsString();
        assertThat(executeCommand("dht:blobs")).contains(kept, "11 B", "published");
        assertThat(executeCommand("dht:blob-get " + kept).strip()).isEqualTo("hello world");
        assertThat(object("dht:blob-get " + kept).get("text").getAsString()).isEqualTo("hello world");

        assertThat(executeCommand("dht:blob-forget " + kept)).contains("Forgotten: " + kept);
        assertThat(array("dht:blobs")).isEmpty();
        assertFails("dht:blob-forget " + kept + " nonsense", "2 failed: " + kept + " (no such blob: ");
        assertFails("dht:blob-get " + "0".repeat(40), "no such blob");
        assertFails("dht:blob-put " + content, "65536");
    }

    @Test
    @Exercises({"dht:release", "dht:follow", "dht:followed", "dht:unfollow"})
    public void aReleaseIsPublishedFollowedAndItsTorrentComesByItself() throws Exception {
        Torrent seed = seeding();
        InfoHash hash = seed.infoHashes().v1().orElseThrow();
        executeCommand("dht:keygen grace");
        String link = executeCommand("dht:release" + SEEDER + "grace nightly " + seed.id())
                .strip();
        assertThat(link).startsWith("magnet:?xs=urn:btpk:").endsWith("&s=6e696768746c79");
        assertThat(object("dht:release grace nightly " + hash).get("magnet").getAsString())
                .isEqualTo(link);
        assertFails("torrent:add" + LEECHER + "'" + link + "'", "dht:follow");

        String magnet = link + "&x.pe=" + Swarm.endpoint(seeder);
        assertThat(executeCommand("dht:follow --path " + swarm.folder("followed") + " --replace '" + magnet + "'"))
                .contains("Following: " + link);
        await("the release's torrent", () -> leecher.find(hash).isPresent());
        Torrent torrent = leecher.find(hash).orElseThrow();
        Swarm.awaitFinished(torrent);
        assertThat(Content.hashes(swarm.folder("followed/content"))).isEqualTo(Content.hashes(swarm.folder("content")));
        await("the version in the listing", () -> executeCommand("dht:followed").contains(hash.hex()));
        JsonObject followed = array("dht:followed").get(0).getAsJsonObject();
        assertThat(followed.get("magnet").getAsString()).isEqualTo(magnet);
        assertThat(followed.get("replacing").getAsBoolean()).isTrue();

        assertThat(executeCommand("dht:unfollow nightly")).contains("Unfollowed: " + link);
        assertThat(array("dht:followed")).isEmpty();
        assertThat(leecher.find(hash)).contains(torrent);
        torrent.remove(true);
        assertFails("dht:unfollow nightly", "dht:followed");
        assertFails("dht:follow magnet:?xt=urn:btih:" + hash, "invalid release link");
        assertFails("dht:release grace nightly 999", "999");
        executeCommand("dht:unpublish grace nightly");
        executeCommand("dht:keys --remove grace");
    }

    @Test
    public void withoutAStoreOnlyItsCommandsFail() throws Exception {
        Bundle store = installedBundle("org.torrentxt.dht");
        store.stop();
        try {
            assertFails("dht:keys", "feature:install torrentxt-dht");
            assertFails("dht:publish alice greeting hello", "feature:install torrentxt-dht");
            assertThat(executeCommand("dht:state" + SEEDER)).contains("running");
            assertThat(executeCommand("dht:put" + SEEDER + "'still there'").strip())
                    .matches("[0-9a-f]{40}");
            assertThat(executeCommand("torrent:doctor")).contains("DHT store", "bundle:start org.torrentxt.dht");
        } finally {
            store.start();
        }
    }
}
