package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentSession;

/** The commands of the scope dht, typed into the shell of Karaf, on a DHT of the sessions of this host. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DhtCommandsIT extends ShellTestSupport {
    @Before
    public void joinNodes() throws Exception {
        join("leecher", leecher, seeder);
    }

    /** Waits until two nodes know one another; both are new in each test, so that none of those gone is taken for them. */
    private void join(String name, TorrentSession newcomer, TorrentSession known) throws Exception {
        swarm.configure(
                name, Map.of("dht.bootstrap.nodes", Swarm.endpoint(known).toString()));
        awaitNodes(newcomer);
        awaitNodes(known);
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
        assertFails("dht:get" + SEEDER + "0".repeat(40), "no value");
        assertFails("dht:get" + SEEDER + "nonsense", "nonsense");
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
                .contains("Announced to 1 nodes");
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
        assertFails("dht:load --session newcomer " + bad, "malformed");
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
        join("seeder", seeder, swarm.running("default"));
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
        executeCommand("dht:unpublish alice greeting");
        assertThat(array("dht:publications")).isEmpty();
        assertFails("dht:lookup alice silence", "nothing");
        assertFails("dht:unpublish alice greeting", "dht:publications");
        assertFails("dht:publish bob greeting hello", "bob");
        assertFails("dht:publish --expect 99 alice greeting hello", "99");
        executeCommand("dht:keys --remove alice");
    }
}
