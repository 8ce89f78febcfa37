package org.torrentxt.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.ServiceReference;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;

class HealthComponentTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final CountDownLatch end = new CountDownLatch(1);
    private HealthComponent health = new HealthComponent(LONG);

    @AfterEach
    void close() {
        end.countDown();
        health.close();
    }

    private static HealthFinding ok(String subject) {
        return HealthFinding.builder(Level.OK, subject, "well").build();
    }

    private void add(String name, int ranking, HealthCheck check) {
        health.addCheck(check, Checks.reference(name, ranking, ranking));
    }

    private List<HealthFinding> hang() throws InterruptedException {
        end.await();
        return List.of(ok("hanging"));
    }

    @Test
    void findingsAreInTheOrderOfTheRankings() throws Exception {
        add("c", 1, () -> List.of(ok("c")));
        add("a", 3, () -> List.of(ok("a"), ok("a too")));
        add("b", 2, () -> List.of());
        assertThat(health.check()).containsExactly(ok("a"), ok("a too"), ok("c"));
        assertThat(new HealthComponent(LONG).check()).isEmpty();
    }

    @Test
    void aCheckThatGoesIsRunNoMore() throws Exception {
        ServiceReference<HealthCheck> reference = Checks.reference("a", 1, 0);
        HealthCheck check = () -> List.of(ok("a"));
        health.addCheck(check, reference);
        assertThat(health.check()).hasSize(1);
        health.removeCheck(check, reference);
        assertThat(health.check()).isEmpty();
    }

    @Test
    void oneIsRunByItsName() throws Exception {
        AtomicInteger others = new AtomicInteger();
        add("a", 1, () -> List.of(ok("a")));
        add("b", 2, () -> List.of(ok("" + others.incrementAndGet())));
        assertThat(health.check("a")).containsExactly(ok("a"));
        assertThat(others).hasValue(0);
        assertThatThrownBy(() -> health.check("c"))
                .isInstanceOf(TorrentException.class)
                .hasMessage("no such check: 'c'; checks: b, a")
                .extracting(e -> ((TorrentException) e).code())
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThatThrownBy(() -> health.check(null)).hasMessage("name");
    }

    @Test
    void withoutANameItIsTheIdOfItsService() {
        assertThat(HealthComponent.name(Checks.reference(Map.of("service.id", 57L))))
                .isEqualTo("57");
        assertThat(HealthComponent.name(Checks.reference(Map.of("service.id", 57L, HealthCheck.NAME, " "))))
                .isEqualTo("57");
        assertThat(HealthComponent.name(Checks.reference(Map.of("service.id", 57L, HealthCheck.NAME, 5))))
                .isEqualTo("57");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "class", "stack", "assertion", "null", "nulls"})
    void aCheckThatFailsIsAFindingAndTheOthersAreRun(String how) throws Exception {
        add("bad", 2, () -> switch (how) {
            case "exception" -> throw new IllegalStateException("no socket");
            case "class" -> throw new NoClassDefFoundError("com/acme/Gone");
            case "stack" -> throw new StackOverflowError();
            case "assertion" -> throw new AssertionError("wrong");
            case "null" -> null;
            default -> Arrays.asList(ok("a"), null);
        });
        add("good", 1, () -> List.of(ok("good")));
        assertThat(health.check()).hasSize(2).last().isEqualTo(ok("good"));
        assertThat(health.check("bad")).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.FAIL);
            assertThat(finding.subject()).isEqualTo("check bad");
            assertThat(finding.text()).startsWith("the check failed: ");
        });
    }

    @Test
    void aCheckThatDoesNotReturnDelaysNobodyForLongAndIsNotRunAgainMeanwhile() throws Exception {
        health = new HealthComponent(SHORT);
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        add("hanging", 2, () -> {
            runs.incrementAndGet();
            begun.countDown();
            return hang();
        });
        assertThat(health.check()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.FAIL);
            assertThat(finding.subject()).isEqualTo("check hanging");
            assertThat(finding.text()).startsWith("has not returned for 0.02 s");
        });
        assertThat(begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(health.check()).hasSize(1);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aCheckThatHasReturnedIsRunAgain() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        add("a", 1, () -> List.of(ok("" + runs.incrementAndGet())));
        assertThat(health.check()).containsExactly(ok("1"));
        assertThat(health.check()).containsExactly(ok("2"));
    }

    @Test
    void checksAreRunAtTheSameTime() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        for (String name : List.of("a", "b")) {
            add(name, name.charAt(0), () -> {
                both.await(LONG.toSeconds(), TimeUnit.SECONDS);
                return List.of(ok(name));
            });
        }
        assertThat(health.check()).containsExactly(ok("b"), ok("a"));
    }

    @Test
    void whoWaitsCanBeInterrupted() {
        add("hanging", 1, this::hang);
        Thread.currentThread().interrupt();
        assertThatThrownBy(health::check).isInstanceOf(InterruptedException.class);
    }
}
