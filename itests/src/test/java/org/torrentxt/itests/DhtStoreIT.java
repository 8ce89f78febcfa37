package org.torrentxt.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.examples.NoticeBoard;

/** The key-value store in a real Karaf, used by a bundle that depends only on the API. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class DhtStoreIT extends SwarmTestSupport {
    private static final byte[] KEY = "notice".getBytes(UTF_8);

    private final DhtKeyPair author = DhtKeyPair.generate();
    private TorrentSession others;
    private Bundle consumer;
    private Dictionary<String, Object> former;

    @Before
    public void joinNodes() throws Exception {
        TorrentSession ours = swarm.session("store");
        others = swarm.session("others");
        Swarm.join(ours, others);
        configure();
        consumer = context.installBundle(System.getProperty("itests.examples"));
        consumer.start();
    }

    private void configure() throws Exception {
        var properties = new Hashtable<String, Object>();
        properties.put("session", "store");
        properties.put("state.dir", swarm.folder("state").toString());
        properties.put("watch.interval", "1");
        properties.put("republish.interval", "1");
        properties.put("lookup.timeout", "no number, which is no reason to be without a store");
        former = storeConfiguration().getProperties();
        configureStore(properties);
    }

    @After
    public void leave() throws Exception {
        consumer.uninstall();
        configureStore(former);
    }

    @Test
    public void aConsumerOfTheApiAloneUsesTheStoreAcrossItsRestart() throws Exception {
        assertImportsTheApiAlone(consumer);
        Board board = new Board();
        DhtPublication posted = end(board.service.post("ours"));
        assertThat(posted.status().state()).isEqualTo(DhtPublicationState.PUBLISHED);
        board.service.read(author.publicKey());
        publish(1, "theirs");
        board.awaitNotice("theirs");

        Bundle store = installedBundle("org.torrentxt.dht");
        store.stop();
        publish(2, "theirs, renewed");
        store.start();

        Board again = new Board();
        assertThat(again.service).isNotSameAs(board.service);
        again.awaitNotice("theirs, renewed");
        await("published again", () -> publication().status().state() == DhtPublicationState.PUBLISHED);
        assertThat(publication().item().signature()).isEqualTo(posted.item().signature());
        assertThat(end(others.dht().getMutable(posted.item().publicKey(), KEY)))
                .hasValueSatisfying(item -> assertThat(item.value()).isEqualTo("ours".getBytes(UTF_8)));
        assertThat(karafLog()).contains("lookup.timeout 'no number, which is no reason to be without a store'");
    }

    /**
     * The service of the consumer; its type exists only once the consumer is installed, so no member of the test uses
     * it.
     */
    private final class Board {
        private final NoticeBoard service = awaitService(NoticeBoard.class);

        Board() throws InterruptedException {
            // the service is awaited
        }

        void awaitNotice(String notice) throws Exception {
            await(
                    "the notice '" + notice + "'",
                    () -> service.latest(author.publicKey())
                            .filter(notice::equals)
                            .isPresent());
        }
    }

    private DhtPublication publication() throws InterruptedException {
        return awaitService(DhtStore.class)
                .publications()
                .find("notice-board", "notice")
                .orElseThrow();
    }

    private void publish(long seq, String notice) throws Exception {
        end(others.dht().putMutable(MutableItem.sign(author, KEY, seq, notice.getBytes(UTF_8)), OptionalLong.empty()));
    }

    private static void assertImportsTheApiAlone(Bundle bundle) {
        String imports = bundle.getHeaders().get(Constants.IMPORT_PACKAGE);
        assertThat(Arrays.stream(imports.split(",(?=[a-z])")).map(clause -> clause.split(";")[0]))
                .filteredOn(name -> name.startsWith("org.torrentxt.") && !name.equals("org.torrentxt.examples"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("org.torrentxt.api"));
    }

    private static <T> T end(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
