package org.torrentxt.fleet.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.fleet.cluster.Wait;
import org.torrentxt.fleet.statement.StatementId;

/** What is installed follows from what is wanted, whatever happens in between. */
@Timeout(120)
class InstallerTest {
    private static final DhtPublicKey KEY = DhtKeyPair.fromSeed("ab".repeat(32)).publicKey();
    private static final DhtPublicKey OTHER =
            DhtKeyPair.fromSeed("cd".repeat(32)).publicKey();

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(-7);
    private final FakeFeatures features = new FakeFeatures();
    private final List<HealthFinding> findings = new ArrayList<>();
    private Optional<Features> found = Optional.of(features);
    private volatile Blocking onCheck = () -> {};
    private Installer installer;

    private interface Blocking {
        void call() throws InterruptedException;
    }

    @BeforeEach
    void open() {
        installer = new Installer(
                folder.resolve("installed"), () -> found, () -> Optional.of(health()), Set.of(KEY), clock::get);
    }

    @AfterEach
    void close() {
        installer.close();
    }

    private Health health() {
        return new Health() {
            @Override
            public List<HealthFinding> check() {
                try {
                    onCheck.call();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                synchronized (findings) {
                    return List.copyOf(findings);
                }
            }

            @Override
            public List<HealthFinding> check(String name) {
                throw new AssertionError(name);
            }
        };
    }

    private void find(HealthFinding.Level level, String subject) {
        synchronized (findings) {
            findings.add(HealthFinding.builder(level, subject, "as found").build());
        }
    }

    private Wanted wanted(String name, DhtPublicKey key, int content, String version) throws Exception {
        Path root = Files.createDirectories(folder.resolve("content" + content));
        Files.writeString(root.resolve(name + ".jar"), version);
        Files.writeString(
                root.resolve("features.xml"),
                "<features name='" + name + "'><feature name='" + name + "' version='" + version + "'><bundle>" + name
                        + ".jar</bundle></feature></features>");
        return new Wanted(
                new StatementId(name, key),
                Optional.of(new InfoHash("%02x".formatted(content).repeat(20))),
                Optional.of(InstallFeature.builder(name).build()),
                root);
    }

    private Wanted acme(int content, String version) throws Exception {
        return wanted("acme", KEY, content, version);
    }

    private void await(InstallState state, Wanted... all) throws Exception {
        Wait.until(state + " instead of " + installer.status(all[0]), () -> {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            installer.step(List.of(all));
            return Stream.of(all).allMatch(each -> installer.status(each).state() == state);
        });
    }

    private void awaitNothing(Wanted... all) throws Exception {
        Wait.until("nothing", () -> {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            installer.step(List.of(all));
            return features.installed().isEmpty() && features.repositories().isEmpty() && files() == 0;
        });
    }

    private long files() throws Exception {
        try (Stream<Path> all = Files.walk(folder.resolve("installed"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void whatHasEndedIsTold() throws Exception {
        AtomicInteger told = new AtomicInteger();
        installer.onChange(told::incrementAndGet);
        Wanted acme = acme(1, "1.0");

        installer.step(List.of(acme));
        Wait.until("it is installed", () -> told.get() == 1);
        assertThat(installer.status(acme).state()).isEqualTo(InstallState.INSTALLING);

        installer.step(List.of(acme));
        Wait.until("it is checked", () -> told.get() == 2);
        assertThat(installer.status(acme).state()).isEqualTo(InstallState.INSTALLED);

        features.fail("acme/2.0");
        installer.step(List.of(acme(2, "2.0")));
        Wait.until("it has failed", () -> told.get() == 3);
    }

    @Test
    void aCheckupThatHasBegunBeforeIsFollowedByAnotherOneAtOnce() throws Exception {
        Wanted acme = acme(1, "1.0");
        await(InstallState.INSTALLED, acme);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        onCheck = () -> {
            begun.countDown();
            end.await();
        };
        Wait.until("another checkup", () -> {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            installer.step(List.of(acme));
            return begun.getCount() == 0;
        });
        AtomicInteger told = new AtomicInteger();
        installer.onChange(told::incrementAndGet);
        Wanted second = wanted("second", KEY, 2, "1.0");
        clock.addAndGet(1);
        installer.step(List.of(acme, second));
        Wait.until("it is installed", () -> told.get() == 1);

        end.countDown();
        Wait.until("the checkup has ended", () -> told.get() == 2);
        assertThat(installer.status(second).state()).isEqualTo(InstallState.INSTALLING);
        installer.step(List.of(acme, second));
        Wait.until("the next one, too", () -> told.get() == 3);
        assertThat(installer.status(second).state()).isEqualTo(InstallState.INSTALLED);
    }

    @Test
    void aFeatureIsInstalledReplacedAndUninstalled() throws Exception {
        Wanted first = acme(1, "1.0");
        assertThat(installer.hasBegun(first)).isFalse();
        await(InstallState.INSTALLED, first);
        assertThat(features.installed()).containsExactly("acme/1.0");
        assertThat(installer.hasBegun(first)).isTrue();
        assertThat(installer.isUsed(first.content().orElseThrow())).isTrue();

        Wanted second = acme(2, "2.0");
        await(InstallState.INSTALLED, second);
        assertThat(features.installed()).containsExactly("acme/2.0");
        assertThat(features.repositories()).hasSize(1);
        assertThat(installer.isUsed(first.content().orElseThrow())).isFalse();

        awaitNothing(Wanted.nothing(second.id()));
        assertThat(features.calls()).containsExactly("install acme/1.0", "install acme/2.0", "uninstall acme/2.0");
        assertThat(installer.isUsed(second.content().orElseThrow())).isFalse();
    }

    @Test
    void theSameVersionWithOtherContentIsInstalledAgain() throws Exception {
        await(InstallState.INSTALLED, acme(1, "1.0"));
        await(InstallState.INSTALLED, acme(2, "1.0"));
        assertThat(features.calls()).containsExactly("install acme/1.0", "uninstall acme/1.0", "install acme/1.0");
    }

    @Test
    void whatOthersHaveInstalledIsLeft() throws Exception {
        features.change("acme/1.0", true);
        Wanted acme = acme(1, "1.0");
        await(InstallState.INSTALLED, acme);
        Wait.until("nothing of ours", () -> {
            installer.step(List.of(Wanted.nothing(acme.id())));
            return features.repositories().isEmpty() && files() == 0;
        });
        assertThat(features.installed()).containsExactly("acme/1.0");
        assertThat(features.calls()).isEmpty();
    }

    @Test
    void anotherVersionThatOthersHaveInstalledIsNotReplaced() throws Exception {
        features.change("acme/1.0", true);
        await(InstallState.INSTALLED, acme(1, "1.0"));
        Wanted second = acme(2, "2.0");
        await(InstallState.FAILED, second);
        assertThat(installer.status(second).reason())
                .isEqualTo("its feature cannot be installed: feature acme/1.0 was not installed by the fleet, and"
                        + " acme/2.0 would replace it; uninstall it, if that may be");
        assertThat(features.calls()).isEmpty();

        features.change("acme/1.0", false);
        await(InstallState.INSTALLED, second);
        assertThat(features.installed()).containsExactly("acme/2.0");
    }

    @Test
    void twoDeploymentsDoNotReplaceTheFeatureOfEachOther() throws Exception {
        Wanted first = acme(1, "1.0");
        await(InstallState.INSTALLED, first);
        Wanted acme = acme(2, "2.0");
        Wanted second = new Wanted(new StatementId("second", KEY), acme.content(), acme.feature(), acme.root());
        Wait.until("refused", () -> {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            installer.step(List.of(first, second));
            return installer.status(second).reason().contains("another deployment has feature acme/1.0");
        });
        await(InstallState.INSTALLED, first);
        assertThat(features.calls()).containsExactly("install acme/1.0");

        Wanted undeployed = Wanted.nothing(first.id());
        Wait.until("alone", () -> {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            installer.step(List.of(undeployed, second));
            return installer.status(second).state() == InstallState.INSTALLED;
        });
        assertThat(features.installed()).containsExactly("acme/2.0");
    }

    @Test
    void whatSomebodyUninstallsIsInstalledAgain() throws Exception {
        Wanted acme = acme(1, "1.0");
        await(InstallState.INSTALLED, acme);
        features.change("acme/1.0", false);
        Wait.until("again", () -> {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            installer.step(List.of(acme));
            return features.calls().size() == 2;
        });
        await(InstallState.INSTALLED, acme);
    }

    @Test
    void aRepositoryThatOthersUseIsLeftUntilItCanBeRemoved() throws Exception {
        Wanted first = acme(1, "1.0");
        await(InstallState.INSTALLED, first);
        URI used = features.repositories().iterator().next();
        features.use(used, true);
        await(InstallState.INSTALLED, acme(2, "2.0"));
        assertThat(features.installed()).containsExactly("acme/2.0");
        assertThat(features.repositories()).hasSize(2).contains(used);
        assertThat(installer.isUsed(first.content().orElseThrow())).isTrue();
        installer.close();

        open();
        await(InstallState.INSTALLED, acme(2, "2.0"));
        features.use(used, false);
        await(InstallState.INSTALLED, acme(3, "3.0"));
        assertThat(features.repositories()).hasSize(1).doesNotContain(used);
        assertThat(installer.isUsed(first.content().orElseThrow())).isFalse();
        assertThat(features.calls()).containsExactly("install acme/1.0", "install acme/2.0", "install acme/3.0");
    }

    @Test
    void undeployingEndsWhateverOthersUse() throws Exception {
        Wanted acme = acme(1, "1.0");
        await(InstallState.INSTALLED, acme);
        URI used = features.repositories().iterator().next();
        features.use(used, true);
        Wait.until("undeployed", () -> {
            installer.step(List.of(Wanted.nothing(acme.id())));
            return !installer.hasBegun(acme);
        });
        assertThat(features.installed()).isEmpty();
        assertThat(features.repositories()).containsExactly(used);
        assertThat(Path.of(used)).as("Karaf reads it at each start").exists();
    }

    @Test
    void whatSomebodyHasUninstalledIsUndeployed() throws Exception {
        Wanted acme = acme(1, "1.0");
        await(InstallState.INSTALLED, acme);
        features.change("acme/1.0", false); // it may be there still, as another one needs it
        awaitNothing(Wanted.nothing(acme.id()));
        assertThat(features.calls()).containsExactly("install acme/1.0");
    }

    @Test
    void onlyAllowedKeysInstall() throws Exception {
        Wanted acme = wanted("acme", OTHER, 1, "1.0");
        installer.step(List.of(acme));
        assertThat(installer.status(acme).state()).isEqualTo(InstallState.FAILED);
        assertThat(installer.status(acme).reason()).contains("install.keys");
        await(InstallState.INSTALLED, acme(2, "1.0"));
        assertThat(features.calls()).hasSize(1);
        assertThat(installer.hasBegun(acme)).isFalse();
    }

    @Test
    void withoutKarafNothingIsInstalled() throws Exception {
        found = Optional.empty();
        Wanted acme = acme(1, "1.0");
        installer.step(List.of(acme));
        assertThat(installer.status(acme).reason()).contains("no features service");
        found = Optional.of(features);
        await(InstallState.INSTALLED, acme);
    }

    @Test
    void whatFailsIsTriedAgainAfterAPause() throws Exception {
        features.fail("acme/2.0");
        await(InstallState.INSTALLED, acme(1, "1.0"));
        Wanted second = acme(2, "2.0");
        await(InstallState.FAILED, second);
        assertThat(installer.status(second).reason()).startsWith("its feature cannot be installed: cannot start");
        assertThat(features.installed()).as("as Karaf does it").containsExactly("acme/2.0");
        assertThat(installer.isUsed(acme(1, "1.0").content().orElseThrow())).isTrue();

        features.mend();
        installer.step(List.of(second));
        assertThat(installer.status(second).state()).as("in its pause").isEqualTo(InstallState.FAILED);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(30));
        await(InstallState.INSTALLED, second);
        assertThat(features.installed()).containsExactly("acme/2.0");
    }

    @Test
    void aFeatureWhoseBundlesDoNotStartIsNotInstalledByWaiting() throws Exception {
        features.fail("acme/1.0");
        Wanted acme = acme(1, "1.0");
        Wait.until("three attempts", () -> {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(10));
            installer.step(List.of(acme));
            assertThat(installer.status(acme).state()).isIn(InstallState.INSTALLING, InstallState.FAILED);
            return features.calls().size() == 3;
        });
        features.mend();
        await(InstallState.INSTALLED, acme);
        assertThat(features.isStarted("acme/1.0")).isTrue();
    }

    @Test
    void theVersionBeforeIsBackAfterAFailure() throws Exception {
        features.fail("acme/2.0");
        await(InstallState.INSTALLED, acme(1, "1.0"));
        await(InstallState.FAILED, acme(2, "2.0"));
        await(InstallState.INSTALLED, acme(1, "1.0"));
        assertThat(features.installed()).containsExactly("acme/1.0");
        assertThat(features.repositories()).hasSize(1);
        assertThat(installer.isUsed(acme(2, "2.0").content().orElseThrow())).isFalse();
    }

    @Test
    void anotherInstallerContinuesWhereOneWasKilled() throws Exception {
        await(InstallState.INSTALLED, acme(1, "1.0"));
        features.fail("acme/2.0"); // recorded, installed, and not started
        await(InstallState.FAILED, acme(2, "2.0"));
        installer.close();
        features.mend();

        open();
        assertThat(installer.hasBegun(acme(2, "2.0"))).isTrue();
        await(InstallState.INSTALLED, acme(2, "2.0"));
        assertThat(features.installed()).containsExactly("acme/2.0");
        assertThat(features.isStarted("acme/2.0")).isTrue();
        installer.close();

        open();
        awaitNothing(Wanted.nothing(acme(2, "2.0").id()));
    }

    @Test
    void aFeatureOfTwoDeploymentsIsUninstalledWithTheLast() throws Exception {
        Wanted acme = acme(1, "1.0");
        Wanted same = new Wanted(new StatementId("same", KEY), acme.content(), acme.feature(), acme.root());
        await(InstallState.INSTALLED, acme);
        features.add(features.repositories().iterator().next());
        await(InstallState.INSTALLED, acme, same);
        Wait.until("of one", () -> {
            installer.step(List.of(Wanted.nothing(acme.id()), same));
            return !installer.hasBegun(acme);
        });
        assertThat(features.installed()).containsExactly("acme/1.0");
        awaitNothing(Wanted.nothing(acme.id()), Wanted.nothing(same.id()));
    }

    @Test
    void aNodeWithAFailingCheckIsUnhealthy() throws Exception {
        find(HealthFinding.Level.WARN, "disk");
        find(HealthFinding.Level.FAIL, "fleet"); // what the fleet reports by itself
        Wanted acme = acme(1, "1.0");
        await(InstallState.INSTALLED, acme);
        find(HealthFinding.Level.FAIL, "acme");
        await(InstallState.UNHEALTHY, acme);
        assertThat(installer.status(acme).reason()).isEqualTo("acme: as found");
        synchronized (findings) {
            findings.clear();
        }
        features.stop("acme/1.0");
        Wait.until("stopped", () -> {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            installer.step(List.of(acme));
            return installer.status(acme).reason().startsWith("feature acme/1.0 is not started");
        });
        features.start("acme/1.0");
        await(InstallState.INSTALLED, acme);
    }

    @Test
    void anInstallationThatDoesNotEndIsReported() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Object monitor = new Object();
        found = Optional.of((Features) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Features.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("install") && begun.getCount() > 0) {
                        begun.countDown();
                        try {
                            synchronized (monitor) {
                                monitor.wait();
                            }
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                            throw e;
                        }
                    }
                    return method.invoke(features, arguments);
                }));
        Wanted acme = acme(1, "1.0");
        installer.step(List.of(acme));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        installer.step(List.of(acme));
        assertThat(installer.status(acme).state()).isEqualTo(InstallState.INSTALLING);
        clock.addAndGet(Installer.LIMIT);
        installer.step(List.of(acme));
        assertThat(installer.status(acme).reason()).isEqualTo("it has not ended after 10 minutes");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        await(InstallState.INSTALLED, acme);
    }

    @Test
    void aDamagedRecordIsSetAside() throws Exception {
        Wanted acme = acme(1, "1.0");
        await(InstallState.INSTALLED, acme);
        installer.close();
        Path record = folder.resolve("installed").resolve(acme.id().text() + ".install");
        byte[] valid = Files.readAllBytes(record);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] changed = Arrays.copyOf(valid, valid.length - random.nextInt(3));
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            Files.write(record, changed);
            open(); // whatever it says
            installer.close();
        }
        Files.writeString(record, "de");
        open();
        assertThat(record).doesNotExist();
        assertThat(features.installed()).as("nothing is uninstalled by that").containsExactly("acme/1.0");
    }

    @Test
    void aFolderThatCannotBeReadIsToldOf() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new Installer(file, () -> found, Optional::empty, Set.of(), clock::get))
                .hasMessageContaining("cannot read installed features");
    }
}
