package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.torrentxt.api.TorrentSession;

/** The tour of the README works as typed. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class TourIT extends KarafTestSupport {
    private static final int COLUMNS = 80;
    private static final String PROMPT = "karaf@root()> ";
    private static final Path CREATED = Path.of("/tmp/tour.torrent");
    private static final String SEEDER = "127.0.0.1:6881";
    private static final Pattern CHAPTER = Pattern.compile("^## A tour$(.*?)^## ", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("^```$(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Configuration
    @Override
    public Option[] karaf() throws IOException {
        return OptionUtils.combine(
                super.karaf(),
                systemProperty("itests.readme")
                        .value(Path.of("..", "README.md").toAbsolutePath().toString()));
    }

    @After
    public void deleteTheTorrentFile() throws IOException {
        Files.deleteIfExists(CREATED);
    }

    @Test(timeout = 180_000)
    public void theTourOfTheReadmeWorksAsTyped() throws Exception {
        installFeatures("torrentxt-all");
        awaitSessions("default");
        Map<String, String> outputs = new TreeMap<>();

        try (var typing = new Typing()) {
            for (String line : tour()) {
                assertThat(PROMPT + line).hasSizeLessThan(COLUMNS);
                outputs.put(line.split(" ", 2)[0], typing.enter(line.replace(SEEDER, seeder())));
                if (line.equals("config:update")) {
                    awaitSessions("default", "two");
                }
            }
        }

        assertThat(outputs.get("torrent:create")).contains("Seeding         torrent 1");
        assertThat(outputs.get("torrent:watch")).contains("Complete: 1");
        assertThat(outputs.get("torrent:list")).contains("100.0 %").contains("system");
        assertThat(outputs.get("torrent:doctor")).contains("ok    session two");
        awaitSessions("default");
        Path configuration = Path.of(System.getProperty("karaf.etc"), "org.torrentxt.session-two.cfg");
        await("deletion of " + configuration, () -> !Files.exists(configuration));
    }

    private static List<String> tour() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("itests.readme")));
        String chapter = CHAPTER.matcher(readme)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no chapter 'A tour' in README.md"));
        List<String> lines = BLOCK.matcher(chapter)
                .results()
                .map((MatchResult block) -> block.group(1))
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(lines).hasSizeGreaterThan(10);
        return lines;
    }

    // another port where something else has that one
    private String seeder() throws InterruptedException {
        return Await.service(context, TorrentSession.class, "(session.name=default)")
                .status()
                .listenEndpoints()
                .get(0)
                .toString();
    }

    private void awaitSessions(String... names) throws Exception {
        await("sessions " + List.of(names), () -> {
            List<String> running = new ArrayList<>();
            for (var reference : context.getServiceReferences(TorrentSession.class, null)) {
                running.add((String) reference.getProperty("session.name"));
            }
            return running.size() == names.length && running.containsAll(List.of(names));
        });
    }
}
