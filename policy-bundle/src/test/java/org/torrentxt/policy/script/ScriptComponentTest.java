package org.torrentxt.policy.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.testing.AlertBuilder;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** For which torrents a script is run, what it is told, and what becomes of one that fails or hangs. */
class ScriptComponentTest {
    @TempDir
    Path folder;

    /** A call of the shell. */
    private record Run(String text, Map<String, Object> variables, Set<String> roles) {}

    private final List<Run> runs = new CopyOnWriteArrayList<>();
    private final FakeSession session = new FakeSession("default");
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream err = System.err;
    private ScriptShell shell = (text, variables, roles, out) -> {};
    private ScriptComponent component;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("films.karaf"), "echo $torrentName\n");
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws Exception {
        System.setErr(err);
        component.stop();
    }

    private void start(String... keysAndValues) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("script", "films.karaf");
        properties.put("service.pid", ScriptComponent.PID + "~films");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        ScriptShell recording = (text, variables, roles, out) -> {
            runs.add(new Run(text, variables, roles));
            shell.run(text, variables, roles, out);
        };
        component = new ScriptComponent(properties, new ScriptRunner(folder, recording, Duration.ofMillis(100)));
        component.addSession(new FakeSession("other"));
        component.addSession(session);
    }

    private AlertBuilder torrent(TorrentStatus status) {
        session.put(status);
        return AlertBuilder.alert(session.find(status.id()).orElseThrow());
    }

    private String logged() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itIsToldTheTorrentByVariables() {
        start("roles", "manager, viewer");
        String name = "'; torrent:remove --all #$(x)\nINFO all is well";
        component.onAlert(torrent(StatusBuilder.status(7)
                        .name(name)
                        .savePath(Path.of("/films"))
                        .labels("a", "b")
                        .attribute(Category.ATTRIBUTE, "new")
                        .build())
                .path(Path.of("/films"))
                .finished());
        component.look();
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.text).isEqualTo("echo $torrentName\n");
            assertThat(run.roles).containsExactly("manager", "viewer");
            assertThat(run.variables)
                    .containsEntry("torrent", 7)
                    .containsEntry("torrentSession", "default")
                    .containsEntry("torrentPath", "/films")
                    .containsEntry("torrentLabels", "a,b")
                    .containsEntry("torrentCategory", "new")
                    .containsEntry("torrentDownloaded", true)
                    .containsKeys("torrentName", "torrentHash", "torrentContent");
        });
        assertThat(logged()).contains("Script films.karaf for torrent 7").doesNotContain("\nINFO all is well");
    }

    @Test
    void itIsRunForTorrentsThatAreMeantOnly() {
        start("labels", "films,series", "categories", "new");
        TorrentStatus.Builder meant =
                StatusBuilder.status(1).labels("films", "x").attribute(Category.ATTRIBUTE, "new").build().toBuilder();
        component.onAlert(torrent(meant.build()).foundComplete());
        component.onAlert(torrent(meant.build()).session("other").finished());
        component.onAlert(torrent(meant.labels(Set.of("x")).build()).finished());
        component.onAlert(
                torrent(meant.labels(Set.of("series")).attributes(Map.of()).build())
                        .finished());
        component.look();
        assertThat(runs).isEmpty();
        component.onAlert(
                torrent(meant.attributes(Map.of(Category.ATTRIBUTE, "new")).build())
                        .finished());
        component.look();
        component.look();
        assertThat(runs).hasSize(1);

        component.modify(Map.of("script", "films.karaf", "found.complete", "true"));
        component.onAlert(torrent(StatusBuilder.status(2).build()).foundComplete());
        component.look();
        assertThat(runs).hasSize(2);
    }

    @Test
    void itWaitsUntilFilesAreWhereTheyAreToBe() {
        start();
        TorrentStatus.Builder status = StatusBuilder.status(1).savePath(Path.of("/incomplete")).build().toBuilder();
        component.onAlert(torrent(status.attributes(Map.of(Category.SAVE_PATH_ATTRIBUTE, "/films"))
                        .build())
                .path(Path.of("/incomplete"))
                .finished());
        component.onAlert(torrent(StatusBuilder.status(2).build()).finished());
        component.look();
        assertThat(runs).extracting(run -> run.variables.get("torrent")).containsExactly(2);
        session.put(status.attributes(Map.of()).isMoving(true).build());
        component.look();
        assertThat(runs).hasSize(1);
        session.put(status.isMoving(false).savePath(Path.of("/films")).build());
        component.look();
        assertThat(runs.get(1).variables).containsEntry("torrentPath", "/films");
        assertThat(String.valueOf(runs.get(1).variables.get("torrentContent"))).startsWith("/films");
    }

    @Test
    void itWaitsWhileTheSessionDoesNotRun() {
        start();
        TorrentStatus status = StatusBuilder.status(1)
                .savePath(Path.of("/incomplete"))
                .attribute(Category.SAVE_PATH_ATTRIBUTE, "/films")
                .build();
        component.onAlert(torrent(status).path(Path.of("/incomplete")).finished());
        component.onAlert(torrent(StatusBuilder.status(2).build()).finished());
        component.removeSession(session);
        component.look();
        assertThat(runs).isEmpty();

        session.remove(2);
        component.addSession(session);
        component.look();
        assertThat(runs)
                .as("one that the session does not know waits for nothing")
                .extracting(run -> run.variables.get("torrent"))
                .containsExactly(2);
    }

    /** Alerts must not wait for the engine. */
    @Test
    void alertsAreTakenWhileTheEngineIsAsked() throws Exception {
        start();
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Optional<TorrentStatus>> answer = new CompletableFuture<>();
        TorrentStatus status = StatusBuilder.status(1).build();
        component.onAlert(torrent(status).finished());
        Alert second = torrent(StatusBuilder.status(2).build()).finished();
        session.answer("status", (any, none) -> {
            asked.countDown();
            return answer.join();
        });
        Thread looking = new Thread(component::look);
        looking.start();
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        Thread alerting = new Thread(() -> component.onAlert(second));
        alerting.start();
        alerting.join(30_000);
        assertThat(alerting.isAlive()).isFalse();
        answer.complete(Optional.of(status));
        looking.join();
        component.look();
        assertThat(runs).hasSize(2);
    }

    @Test
    void whatItPrintsAndHowItEndsIsLogged() {
        start();
        shell = (text, variables, roles, out) -> out.print("\u001b[32mone\u001b[m\n\ntwo\u0007\n");
        component.onAlert(torrent(StatusBuilder.status(1).build()).finished());
        component.look();
        assertThat(logged()).contains(": one\n", ": two?\n", "has ended after");

        shell = (text, variables, roles, out) -> {
            throw new IllegalStateException("Command not found: x:y");
        };
        component.onAlert(torrent(StatusBuilder.status(2).build()).finished());
        component.look();
        assertThat(logged())
                .containsPattern("Script films.karaf for torrent 2 .*has failed after .*Command not found: x:y");
    }

    @Test
    void oneThatPrintsWithoutEndIsCut() {
        start();
        shell = (text, variables, roles, out) -> {
            for (int i = 0; i < 100_000; i++) {
                out.println("again");
            }
        };
        component.onAlert(torrent(StatusBuilder.status(1).build()).finished());
        component.look();
        assertThat(logged().lines().filter(line -> line.endsWith(": again"))).hasSize(ScriptOutput.MAX_LINES);
        assertThat(logged()).contains("some of its output is omitted");
    }

    @Test
    void oneThatTakesTooLongIsInterruptedAndOthersRun() throws Exception {
        start("timeout", "1");
        CountDownLatch interrupted = new CountDownLatch(1);
        shell = (text, variables, roles, out) -> {
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
        };
        component.onAlert(torrent(StatusBuilder.status(1).build()).finished());
        component.look();
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(logged()).contains("it was interrupted, as it took longer than 1 s");
        shell = (text, variables, roles, out) -> {};
        component.modify(Map.of("script", "films.karaf", "timeout", "60"));
        component.onAlert(torrent(StatusBuilder.status(2).build()).finished());
        component.look();
        assertThat(runs).hasSize(2);
    }

    @Test
    void somethingThatNeverEndsIsBegunFourTimesAtMost() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Semaphore begun = new Semaphore(0);
        start("timeout", "1");
        shell = (text, variables, roles, out) -> {
            begun.release();
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    // as a script that does not heed it
                }
            }
        };
        for (int i = 1; i <= 4; i++) {
            component.onAlert(torrent(StatusBuilder.status(i).build()).finished());
            component.look();
            assertThat(begun.tryAcquire(30, TimeUnit.SECONDS)).isTrue(); // a busy machine may begin it later
        }
        component.onAlert(torrent(StatusBuilder.status(5).build()).finished());
        component.onAlert(torrent(StatusBuilder.status(6).build()).finished());
        component.look();
        assertThat(runs).hasSize(4);
        assertThat(logged()).contains("and runs on nevertheless", "was not run: 4 earlier ones did not end");
        end.countDown();
    }

    @Test
    void whatCannotBeReadIsNotRun() throws Exception {
        start("script", "missing.karaf");
        component.onAlert(torrent(StatusBuilder.status(1).build()).finished());
        component.look();
        assertThat(runs).isEmpty();
        assertThat(logged()).contains("was not run", "missing.karaf: no such file or folder");
    }

    @Test
    void scriptsOfOtherFoldersAndWrongValuesAreMistakes() {
        for (String script : List.of("", "../films.karaf", "/etc/passwd", ".hidden", "a b", "a/b", "a\\b")) {
            start("script", script, "timeout", "0");
            component.onAlert(torrent(StatusBuilder.status(1).build()).finished());
            component.look();
            assertThat(runs).as(script).isEmpty();
        }
        assertThat(logged())
                .contains("invalid script '../films.karaf': expected the name of a file in etc/scripts")
                .contains("invalid timeout '0': expected a number of seconds from 1 to 86400");
    }
}
