package org.torrentxt.itests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.api.policy.SessionPolicies;

/** Categories in Karaf: files in etc, commands, and a download that is moved when it is complete. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class CategoryIT extends SwarmTestSupport {
    private static final String NAME = "sorted";
    private static final Duration WRITTEN_AGAIN = Duration.ofSeconds(5); // it looks twice, each second

    private Path file; // of the category
    private TorrentSession session;
    private Configuration configuration;

    @Before
    public void configure() throws Exception {
        file = Path.of(System.getProperty("karaf.etc"), CategoryPolicy.PID + "-films.cfg");
        session = swarm.session(NAME);
        configuration = awaitService(ConfigurationAdmin.class).getFactoryConfiguration(SessionPolicies.PID, NAME, "?");
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("session", NAME);
        properties.put("incomplete.path", swarm.folder("incomplete").toString());
        configuration.update(properties);
    }

    @After
    public void delete() throws Exception {
        Files.deleteIfExists(file);
        await("no categories", () -> policies().categories().all().isEmpty());
        configuration.delete();
        await(
                "no policies",
                () -> context.getServiceReferences(SessionPolicies.class, filter())
                        .isEmpty());
    }

    private static String filter() {
        return "(" + SessionPolicies.SESSION + "=" + NAME + ")";
    }

    private SessionPolicies policies() throws Exception {
        return Await.service(context, SessionPolicies.class, filter());
    }

    private Optional<String> savePath() throws Exception {
        return policies().categories().find("films").flatMap(Category::savePath);
    }

    /**
     * Writes the file of the category, as somebody with an editor does, until that is taken: File Install, while it still
     * reports the last change of the file, takes the next one for its own.
     */
    private void write(String savePath, String what, Callable<Boolean> isTaken) throws Exception {
        long[] next = {System.nanoTime()};
        await(what, () -> {
            if (System.nanoTime() - next[0] >= 0) {
                Files.writeString(file, "session = " + NAME + "\nsave.path = " + savePath + "\n", ISO_8859_1);
                next[0] += WRITTEN_AGAIN.toNanos();
            }
            return isTaken.call();
        });
    }

    private boolean isFound(String problem) throws Exception {
        return awaitService(Health.class).check("policies").stream()
                .anyMatch(finding ->
                        finding.session().equals(NAME) && finding.text().contains(problem));
    }

    @Test
    @Exercises({"torrent:categories", "torrent:category"})
    public void aTorrentOfACategoryIsMovedWhenItIsComplete() throws Exception {
        String films = swarm.folder("films") + "/{category}/{name}";
        String problem = "unknown variable {nonsense}";
        write(films, "the category", () -> savePath().equals(Optional.of(films)));
        write("{nonsense}", "the finding", () -> isFound(problem));
        assertThat(savePath()).contains(films); // as before
        write(films, "no finding", () -> !isFound(problem));
        assertThat(executeCommandAs("viewer", "torrent:categories --session " + NAME + " --no-format"))
                .contains("films\t0\t" + films);

        TorrentSession seeder = swarm.session("seeder");
        CreatedTorrent created =
                swarm.create(Content.write(swarm.folder("content"), Map.of("a.bin", 100_000)), TorrentFormat.HYBRID);
        Swarm.seed(seeder, created);
        Path torrentFile = Files.write(swarm.folder("content.torrent"), created.content());
        executeCommand("torrent:add --session " + NAME + " --category films --peer 127.0.0.1:"
                + Swarm.endpoint(seeder).port() + " " + torrentFile);
        Torrent torrent = session.torrents().get(0);
        assertThat(torrent.attributes()).containsEntry(Category.ATTRIBUTE, "films");
        Path place = swarm.folder("films").resolve("films").resolve("content");
        await(
                "moved",
                () -> torrent.status()
                        .filter(status ->
                                status.isFinished() && status.savePath().equals(place))
                        .isPresent());
        await("noted", () -> torrent.attributes().equals(Map.of(Category.ATTRIBUTE, "films")));
        assertThat(place.resolve("content").resolve("a.bin")).hasSize(100_000);
        assertThat(swarm.folder("incomplete").resolve("content")).doesNotExist();

        assertThat(executeCommandAs("viewer", "torrent:category --session " + NAME))
                .contains("films", "content");
        assertThat(executeCommand("torrent:category --session " + NAME + " --clear --move " + torrent.id()))
                .contains("Categories changed: " + torrent.id());
        await(
                "in the save path of the session",
                () -> torrent.status()
                        .filter(status -> status.savePath().equals(swarm.folder(NAME)))
                        .isPresent());
        assertThat(torrent.attributes()).isEmpty();

        Files.delete(file);
        await("deleted", () -> policies().categories().all().isEmpty());
    }
}
