package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;

/**
 * Two sessions, content to send from one to the other, and the shell of Karaf. All input and output is collected in
 * {@code data/console.txt} of that Karaf, for docs/console.md.
 */
public abstract class ShellTestSupport extends SwarmTestSupport {
    protected static final int MIB = 1024 * 1024;
    protected static final String SEEDER = " --session seeder ";
    protected static final String LEECHER = " --session leecher ";

    private static final Gson JSON =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    @Rule
    public final TestRule exercised = this::checkExercised;

    protected TorrentSession seeder;
    protected TorrentSession leecher;

    private final Set<String> executed = ConcurrentHashMap.newKeySet();

    @Before
    public void startSessions() throws Exception {
        seeder = swarm.session("seeder");
        leecher = swarm.session("leecher");
        Content.write(swarm.folder("content"), Map.of("a.bin", 3 * MIB, "b.bin", MIB + 1));
    }

    private Statement checkExercised(Statement base, Description description) {
        return new Statement() {
            @Override
            public void evaluate() throws Throwable {
                base.evaluate();
                Exercises named = description.getAnnotation(Exercises.class);
                if (named != null) {
                    assertThat(executed).contains(named.value());
                }
            }
        };
    }

    @Override
    protected String executeCommand(String command) throws Exception {
        executed.add(command.strip().split("\\s", 2)[0]);
        String output = super.executeCommand(command);
        Files.writeString(
                Path.of(System.getProperty("karaf.data"), "console.txt"),
                "karaf@root()> " + command + "\n" + output,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return output;
    }

    /** The one JSON object that the command prints, and nothing else. */
    protected JsonObject object(String command) throws Exception {
        return parse(executeCommand(asJson(command)), JsonObject.class);
    }

    /** The one JSON array that the command prints, and nothing else. */
    protected JsonArray array(String command) throws Exception {
        return parse(executeCommand(asJson(command)), JsonArray.class);
    }

    protected static <T> T parse(String json, Class<T> type) {
        return JSON.fromJson(json, type);
    }

    // Karaf treats everything after the first argument as arguments.
    private static String asJson(String command) {
        return command.replaceFirst("(?=\\s|$)", " --json");
    }

    protected static Torrent onlyTorrentOf(TorrentSession session) {
        assertThat(session.torrents()).hasSize(1);
        return session.torrents().get(0);
    }

    /** The content, seeded by the seeder. */
    protected Torrent seeding() throws Exception {
        CreatedTorrent created = swarm.create(swarm.folder("content"), TorrentFormat.HYBRID);
        return Swarm.seed(seeder, created);
    }

    /** The output of the command, which is running and has subscribed to its events when this returns. */
    protected CompletableFuture<String> background(String command) throws Exception {
        String ofLeecher = "(" + AlertListener.SESSION + "=leecher)";
        int before =
                context.getServiceReferences(AlertListener.class, ofLeecher).size();
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> {
            try {
                return executeCommand(command);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        await(
                "subscription",
                () -> context.getServiceReferences(AlertListener.class, ofLeecher)
                                .size()
                        > before);
        return output;
    }

    protected void assertFails(String command, String saying) {
        Throwable failure = catchThrowable(() -> executeCommand(command));
        assertThat(failure).as(command).isNotNull();
        assertThat(failure.getClass().getSimpleName())
                .as("%s: %s", command, failure)
                .isEqualTo("CommandException");
        assertThat(failure.getMessage())
                .as(command)
                .contains(saying)
                .doesNotContain("\n")
                .doesNotContain("Exception");
    }
}
