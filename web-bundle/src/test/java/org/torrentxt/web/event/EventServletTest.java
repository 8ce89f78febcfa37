package org.torrentxt.web.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.testing.AlertBuilder;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;
import org.torrentxt.web.Leaving;
import org.torrentxt.web.RawHttp;
import org.torrentxt.web.WebServer;

class EventServletTest {
    private static final Pace FAST =
            new Pace(Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofHours(1));

    /** The alerts of a fake session, whatever their types; the types that were asked for. */
    private final class Alerts implements AlertSource {
        final BlockingQueue<Set<AlertType>> types = new LinkedBlockingQueue<>();
        final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

        @Override
        public Subscription subscribe(String name, Set<AlertType> first, AlertListener listener) {
            session.subscribe(listener);
            return new Subscription() {
                @Override
                public void setTypes(Set<AlertType> others) {
                    types.add(Set.copyOf(others));
                }

                @Override
                public void close() {
                    closed.add(name);
                }
            };
        }
    }

    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(1).build());
    private final Alerts alerts = new Alerts();
    private WebServer server;
    private EventServlet servlet;

    private void serve(Map<String, ?> configuration, Pace pace, int mostEvents) {
        server = new WebServer(configuration, session);
        servlet = new EventServlet(server.web(), alerts, pace, mostEvents);
        server.page("/events", servlet).page("/events/*", servlet).start();
    }

    private EventStream follow(String query, String lastId) throws IOException {
        return new EventStream(server.port(), query, lastId);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            servlet.close();
            server.close();
        }
    }

    @Test
    void alertsAreEventsWithTheirPropertiesAsData() throws Exception {
        serve(Map.of(), FAST, 100);
        try (EventStream events = follow("?types=torrentFinished", "")) {
            assertThat(events.status()).contains("200");
            assertThat(events.await("hello")).contains("\"session\":\"default\"", "\"torrentFinished\"");
            session.raise(AlertBuilder.alert(7).paused());
            session.raise(AlertBuilder.alert(7).finished());

            assertThat(events.next()).isEqualTo("torrentFinished");
            assertThat(events.awaitLine("data: "))
                    .contains("\"torrent\":7", "\"name\":\"torrentFinished\"", "\"downloaded\":true");
        }
    }

    @Test
    void theSessionRaisesOnlyWhatSomebodyWants() throws Exception {
        serve(Map.of(), FAST, 100);
        try (EventStream events = follow("/default?types=torrentFinished,blockFinished", "")) {
            events.await("hello");
            assertThat(alerts.types.poll(30, TimeUnit.SECONDS))
                    .containsExactlyInAnyOrder(
                            AlertType.ALERTS_DROPPED, AlertType.TORRENT_FINISHED, AlertType.BLOCK_FINISHED);
        }
    }

    @Test
    void afterTheLastClientHasLeftNothingIsRaisedAnyMore() throws Exception {
        serve(
                Map.of(),
                new Pace(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofHours(1)),
                100);
        try (EventStream events = follow("", "")) {
            events.await("hello");
        }

        assertThat(alerts.closed.poll(30, TimeUnit.SECONDS)).isEqualTo("default");
    }

    @Test
    void clientsThatLeaveAreNoticedBeforeSomethingIsSent() throws Exception {
        serve(
                Map.of(),
                new Pace(Duration.ofMillis(10), Duration.ofHours(1), Duration.ofMillis(50), Duration.ofHours(1)),
                100);
        List<EventStream> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                clients.add(follow("?types=torrentFinished", ""));
            }
            for (EventStream client : clients) {
                client.await("hello");
            }
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).leave(Leaving.values()[i % Leaving.values().length]);
            }

            assertThat(alerts.closed.poll(30, TimeUnit.SECONDS)).isEqualTo("default");
        } finally {
            for (EventStream client : clients) {
                client.close();
            }
        }
    }

    @Test
    void statusesAreAllAtFirstAndThenThoseThatChanged() throws Exception {
        session.put(StatusBuilder.status(2).build());
        serve(Map.of(), FAST, 100);
        try (EventStream events = follow("?types=status", "")) {
            assertThat(events.await("status")).contains("\"complete\":true", "\"id\":1,", "\"id\":2,");

            session.put(StatusBuilder.status(2).progress(0.75).build());
            assertThat(events.await("status"))
                    .contains("\"complete\":false", "\"id\":2,", "\"progress\":0.75", "\"removed\":[]")
                    .doesNotContain("\"id\":1,");

            session.remove(1);
            assertThat(events.await("status")).contains("\"torrents\":[]", "\"removed\":[1]");
        }
    }

    @Test
    void whoHasTheStatusesAlreadyGetsThoseThatHaveChangedSince() throws Exception {
        session.put(StatusBuilder.status(2).build());
        serve(Map.of(), FAST, 100);
        long version = session.changes(0).version();
        try (EventStream events = follow("?types=status&since=" + version, "")) {
            assertThat(events.await("status")).contains("\"complete\":false", "\"torrents\":[],\"removed\":[]");
            session.put(StatusBuilder.status(1).progress(0.25).build());
            assertThat(events.await("status")).contains("\"progress\":0.25").doesNotContain("\"id\":2,");
        }
        session.put(StatusBuilder.status(3).build());
        session.remove(2);
        try (EventStream events = follow("?types=status&since=" + version, "")) {
            assertThat(events.await("status"))
                    .contains("\"complete\":false", "\"id\":1,", "\"id\":3,", "\"removed\":[2]")
                    .doesNotContain("\"id\":2,");
        }
    }

    @Test
    void whatChangesBeforeTheStreamBeginsIsNotLost() throws Exception {
        serve(Map.of(), FAST, 100);
        for (int i = 1; i <= 40; i++) {
            long version = session.changes(0).version();
            double last = i / 64.0;
            Thread changing = new Thread(() -> {
                session.put(StatusBuilder.status(1).progress(last / 2).build());
                session.put(StatusBuilder.status(1).progress(last).build());
            });
            changing.start();
            try (EventStream events = follow("?types=status&since=" + version, "")) {
                String data = events.await("status");
                while (!data.contains("\"progress\":" + last + ",")) {
                    assertThat(data).contains("\"complete\":false");
                    data = events.await("status");
                }
            }
            changing.join();
        }
    }

    @Test
    void whoseVersionIsNotKnownGetsAllStatuses() throws Exception {
        serve(Map.of(), FAST, 100);
        for (String since : List.of("0", "-1", "", String.valueOf(Long.MAX_VALUE))) {
            try (EventStream events = follow("?types=status" + (since.isEmpty() ? "" : "&since=" + since), "")) {
                assertThat(events.await("status")).contains("\"complete\":true", "\"id\":1,");
            }
        }
        assertThat(follow("?since=yesterday", "").status()).contains("400");
        try (EventStream events = follow("?types=torrentFinished&since=1", "")) {
            assertThat(events.await("hello")).isNotEmpty();
        }
    }

    @Test
    void whoComesBackGetsWhatWasMissed() throws Exception {
        serve(Map.of(), FAST, 100);
        String id;
        try (EventStream events = follow("?types=torrentFinished", "")) {
            session.raise(AlertBuilder.alert(1).finished());
            events.await("torrentFinished");
            id = events.id();
        }
        session.raise(AlertBuilder.alert(2).finished());
        try (EventStream events = follow("?types=torrentFinished", id)) {
            assertThat(events.next()).isEqualTo("hello");
            assertThat(events.next()).isEqualTo("torrentFinished");
            assertThat(events.awaitLine("data: ")).contains("\"torrent\":2");
        }
    }

    @Test
    void whoComesBackTooLateOrWantsMoreHasToReadAgain() throws Exception {
        serve(Map.of(), FAST, 3);
        String id;
        try (EventStream events = follow("?types=torrentFinished", "")) {
            session.raise(AlertBuilder.alert(1).finished());
            events.await("torrentFinished");
            id = events.id();
        }
        for (String query : List.of("?types=torrentFinished,torrentPaused", "?types=torrentPaused")) {
            try (EventStream events = follow(query, id)) {
                assertThat(events.next()).isEqualTo("hello");
                assertThat(events.next()).isEqualTo("reset");
            }
        }
        for (int i = 0; i < 4; i++) {
            session.raise(AlertBuilder.alert(2).finished());
        }
        for (String late : List.of(id, "other-1", "x", id + "0", id.replaceAll("\\d+$", "9".repeat(30)))) {
            try (EventStream events = follow("?types=torrentFinished", late)) {
                assertThat(events.next()).isEqualTo("hello");
                assertThat(events.next()).as(late).isEqualTo("reset");
            }
        }
    }

    @Test
    void aSlowClientIsToldThatEventsWereDroppedAndDelaysNobody() throws Exception {
        serve(Map.of(), FAST, 50);
        try (EventStream slow = follow("?types=torrentError", "");
                EventStream quick = follow("?types=torrentError", "")) {
            slow.await("hello");
            quick.await("hello");
            String text = "x".repeat(20_000);
            // More than the buffers of the connection can take, which are some megabytes at most.
            for (int i = 0; i < 1000; i++) {
                session.raise(AlertBuilder.alert(i + 1).error(text));
                if (i % 25 == 24) {
                    while (!quick.await("torrentError").contains("\"torrent\":" + (i + 1) + ",")) {
                        // those before
                    }
                }
            }

            slow.await("dropped");
            assertThat(slow.next()).isEqualTo("reset");
        }
    }

    @Test
    void nothingIsSaidNowAndThenSoThatConnectionsAreKept() throws Exception {
        serve(Map.of(), FAST, 100);
        try (EventStream events = follow("?types=torrentError", "")) {
            events.awaitLine(": ping");
            events.awaitLine(": ping");
        }
    }

    @Test
    void thereAreOnlySoManyClients() throws Exception {
        serve(Map.of("event.limit", "1"), FAST, 100);
        try (EventStream first = follow("", "")) {
            first.await("hello");
            try (EventStream second = follow("", "")) {
                assertThat(second.status()).contains("503");
                second.awaitLine("Retry-After: ");
            }
        }
        // The first one has left: that is noticed in a moment.
        boolean isServed = false;
        while (!isServed) {
            try (EventStream third = follow("", "")) {
                isServed = third.status().contains("200");
            }
        }
    }

    @Test
    void aClientIsServedForAnHourAndThenHasToComeInAgain() throws Exception {
        serve(
                Map.of(),
                new Pace(Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMillis(100)),
                100);
        try (EventStream events = follow("", "")) {
            events.await("hello");
            events.awaitEnd();
        }
    }

    @Test
    void whatIsWrongInARequestIsSaid() throws Exception {
        serve(Map.of(), FAST, 100);
        String login = "Authorization: " + WebServer.basic("viewer");

        RawHttp.Answer type = RawHttp.send(server.port(), "GET", "/torrentxt/events?types=nosuch", login);
        assertThat(type.status()).isEqualTo(400);
        assertThat(type.body()).contains("no such event: 'nosuch'");
        RawHttp.Answer name = RawHttp.send(server.port(), "GET", "/torrentxt/events/nosuch", login);
        assertThat(name.status()).isEqualTo(404);
        assertThat(name.body()).contains("running: default");
        RawHttp.Answer method =
                RawHttp.send(server.port(), "DELETE", "/torrentxt/events", login, "X-Requested-With: x");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(RawHttp.send(server.port(), "HEAD", "/torrentxt/events", login)
                        .status())
                .isEqualTo(200);
        assertThat(RawHttp.send(server.port(), "GET", "/torrentxt/events?types=%zz", login)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void fiveHundredClientsHoldNoThreadEach() throws Exception {
        serve(Map.of(), Pace.USUAL, 1000);
        List<EventStream> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                clients.add(follow("?types=torrentFinished,status", ""));
            }
            for (EventStream client : clients) {
                client.await("hello");
            }
            session.raise(AlertBuilder.alert(1).finished());
            for (EventStream client : clients) {
                client.await("torrentFinished");
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("qtp"))
                    .hasSizeLessThan(250);
        } finally {
            for (EventStream client : clients) {
                client.close();
            }
        }
    }
}
