package org.torrentxt.itests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.PolicyTopics;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.api.policy.ShareLimits;

/** Share limits, alternative speeds and groups in Karaf: configuration, events, and a restart of the bundle. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class PolicyIT extends SwarmTestSupport {
    private static final String NAME = "limited";
    private static final String RATE = "upload_rate_limit";

    private TorrentSession session;
    private Configuration configuration;

    @Before
    public void configure() throws Exception {
        session = swarm.session(NAME);
        configuration = awaitService(ConfigurationAdmin.class).getFactoryConfiguration(SessionPolicies.PID, NAME, "?");
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("session", NAME);
        properties.put("alt.upload.rate.limit", "7000");
        configuration.update(properties);
    }

    @After
    public void delete() throws Exception {
        policies().speeds().useAlternative(false);
        configuration.delete();
        await("no policies", () -> references(NAME).isEmpty());
    }

    private Collection<ServiceReference<SessionPolicies>> references(String name) throws Exception {
        return context.getServiceReferences(SessionPolicies.class, filter(name));
    }

    private static String filter(String name) {
        return "(" + SessionPolicies.SESSION + "=" + name + ")";
    }

    private SessionPolicies policies() throws Exception {
        return policies(NAME);
    }

    private SessionPolicies policies(String name) throws Exception {
        return Await.service(context, SessionPolicies.class, filter(name));
    }

    private Torrent seeding() throws Exception {
        CreatedTorrent created =
                swarm.create(Content.write(swarm.folder("content"), Map.of("a.bin", 100_000)), TorrentFormat.HYBRID);
        Torrent torrent = Swarm.seed(session, created);
        await(
                "seeding",
                () -> torrent.status()
                        .filter(status -> status.isSeeding() && !status.isPaused())
                        .isPresent());
        return torrent;
    }

    private static boolean isPausedByALimit(Torrent torrent) {
        return torrent.status()
                .filter(status ->
                        status.isPaused() && status.attributes().containsKey(OwnShareLimits.REACHED_ATTRIBUTE))
                .isPresent();
    }

    private void restart() throws Exception {
        Bundle bundle = installedBundle("org.torrentxt.policy");
        bundle.stop();
        bundle.start();
    }

    @Test
    public void aLimitPausesIsToldAndLastsOverARestartOfTheBundle() throws Exception {
        Torrent torrent = seeding();
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        var properties = new Hashtable<String, Object>();
        properties.put(EventConstants.EVENT_TOPIC, PolicyTopics.ALL);
        ServiceRegistration<EventHandler> handler =
                context.registerService(EventHandler.class, events::add, properties);
        try {
            policies()
                    .shares()
                    .setOwnLimits(
                            torrent,
                            OwnShareLimits.builder()
                                    .ratioMode(LimitMode.OWN)
                                    .ratio(Optional.of(0.0))
                                    .build());
            Event event = events.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(event.getTopic()).isEqualTo("org/torrentxt/policy/shareLimitReached");
            assertThat(event.getProperty("session")).isEqualTo(NAME);
            assertThat(event.getProperty("torrent")).isEqualTo(torrent.id());
            assertThat(event.getProperty("limit")).isEqualTo("ratio");
            await("paused", () -> isPausedByALimit(torrent));
        } finally {
            handler.unregister();
        }

        restart();
        policies();
        assertThat(isPausedByALimit(torrent)).isTrue();
        torrent.resume();
        await(
                "resumed without the limit",
                () -> OwnShareLimits.of(torrent.attributes()).ratioMode() == LimitMode.NONE
                        && torrent.status().filter(status -> !status.isPaused()).isPresent());
    }

    @Test
    public void limitsThatAreSetAreWrittenIntoTheConfiguration() throws Exception {
        ShareLimits limits = ShareLimits.builder().ratio(Optional.of(2.5)).build();
        policies().shares().setLimits(limits);

        assertThat(configuration.getProperties().get("ratio.limit")).isEqualTo("2.5");
        assertThat(configuration.getProperties().get("alt.upload.rate.limit")).isEqualTo("7000");
        restart();
        assertThat(policies().shares().limits()).isEqualTo(limits);
    }

    @Test
    public void theFileOfTheConfigurationHasWhatWasSet() throws Exception {
        Path file = Path.of(System.getProperty("karaf.etc"), "org.torrentxt.policy-default.cfg");
        SessionPolicies policies = policies("default");
        policies.shares()
                .setLimits(ShareLimits.builder().ratio(Optional.of(7.5)).build());
        try {
            await(
                    "written",
                    () -> Files.readString(file, ISO_8859_1).matches("(?s).*\nratio\\.limit *= *\"?7\\.5\"?\n.*"));
            assertThat(Files.readString(file, ISO_8859_1)).contains("# The name of the session.");
        } finally {
            policies.shares().setLimits(ShareLimits.builder().build());
        }
    }

    @Test
    public void aConfigurationThatChangesIsFollowed() throws Exception {
        SessionPolicies policies = policies();
        Dictionary<String, Object> properties = configuration.getProperties();
        properties.put("ratio.limit", "3");
        configuration.update(properties);
        await("the new limit", () -> policies.shares().limits().ratio().equals(Optional.of(3.0)));
    }

    @Test
    @Exercises({"torrent:share-limit", "torrent:turtle", "torrent:group", "torrent:groups"})
    public void commandsLimitSwitchAndGroup() throws Exception {
        Torrent torrent = seeding();
        policies();
        assertThat(executeCommand(
                        "torrent:share-limit --session " + NAME + " --ratio 3 --idle-time 2h " + torrent.id()))
                .contains("Share limits set: " + torrent.id());
        assertThat(executeCommandAs("viewer", "torrent:share-limit --session " + NAME))
                .contains("3.0", "2h 00m");
        assertThat(executeCommand("torrent:turtle --session " + NAME + " on")).contains("alternative");
        assertThat(session.settings().get(RATE).value()).isEqualTo(7_000L);
        assertThat(executeCommand("torrent:turtle --session " + NAME + " off")).contains("normal");

        assertThat(executeCommand("torrent:groups --session " + NAME + " --up 9K films"))
                .contains("Group set: films");
        assertThat(executeCommand("torrent:groups --session " + NAME + " --down 9K other"))
                .contains("Group set: other");
        assertThat(executeCommand("torrent:groups --session " + NAME + " --delete other"))
                .contains("Group deleted: other");
        assertThat(executeCommand("torrent:group --session " + NAME + " --set films " + torrent.id()))
                .contains("Groups changed: " + torrent.id());
        assertThat(configuration.getProperties().get("groups")).isEqualTo("films:none:9216");
        assertThat(executeCommandAs("viewer", "torrent:groups --session " + NAME))
                .contains("films", "9.0 KiB/s");

        restart();
        assertThat(policies().groups().all())
                .containsExactly(RateGroup.builder("films").uploadLimit(9_216).build());
        assertThat(torrent.attributes()).containsEntry(RateGroup.ATTRIBUTE, "films");
        assertThat(torrent.uploadLimit()).isZero();
    }

    @Test
    public void alternativeSpeedsLastOverARestartOfTheBundle() throws Exception {
        session.settings().set(RATE, 90_000);
        policies().speeds().useAlternative(true);
        assertThat(session.settings().get(RATE).value()).isEqualTo(7_000L);

        Bundle bundle = installedBundle("org.torrentxt.policy");
        bundle.stop();
        assertThat(session.settings().get(RATE).value()).isEqualTo(90_000L);
        bundle.start();
        await("alternative again", () -> session.settings().get(RATE).value().equals(7_000L));

        policies().speeds().useAlternative(false);
        assertThat(session.settings().get(RATE).value()).isEqualTo(90_000L);
    }
}
