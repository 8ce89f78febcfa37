package org.torrentxt.policy.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.RateGroup;

/** How a limit is divided second by second. */
class GroupLimiterTest {
    private static final long LIMIT = 100_000;

    private final Swarm swarm = new Swarm();
    private final GroupLimiter limiter = new GroupLimiter(
            List.of(RateGroup.builder("films").downloadLimit(LIMIT).build()));

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            limiter.look(swarm.session);
            assertThat(swarm.caps()).isLessThanOrEqualTo(LIMIT);
            swarm.second();
        }
    }

    @Test
    void thoseThatCanUseMoreGetItAndTheOthersKeepALittleMoreThanTheyUse() {
        swarm.add(1, "films", 1_000_000);
        swarm.add(2, "films", 1_000_000);
        swarm.add(3, "films", 8_000);
        swarm.add(4, "films", 0);
        swarm.add(5, "", 1_000_000);
        seconds(20);
        assertThat(swarm.cap(3)).isBetween(8_000L, 16_000L);
        assertThat(swarm.cap(4)).isBetween(1L, LIMIT / 20);
        assertThat(swarm.cap(1)).isBetween(38_000L, 46_000L);
        assertThat(swarm.cap(2)).isBetween(38_000L, 46_000L);
        assertThat(swarm.cap(5)).isZero();
        assertThat(swarm.caps()).isEqualTo(LIMIT);
    }

    @Test
    void oneThatBeginsToWantMoreHasItsPartInAFewSeconds() {
        swarm.add(1, "films", 1_000_000);
        swarm.add(2, "films", 0);
        seconds(20);
        assertThat(swarm.cap(1)).isGreaterThan(LIMIT * 85 / 100);

        swarm.can(2, 1_000_000);
        seconds(7);
        assertThat(swarm.cap(2)).isGreaterThan(LIMIT * 40 / 100);

        swarm.can(1, 0);
        seconds(12);
        assertThat(swarm.cap(2)).isGreaterThan(LIMIT * 85 / 100);
    }

    @Test
    void oneOfAHundredThatWantsMoreHasMostOfIt() {
        IntStream.rangeClosed(1, 100).forEach(id -> swarm.add(id, "films", 0));
        swarm.can(50, 1_000_000);
        seconds(20);
        assertThat(swarm.cap(50)).isGreaterThan(LIMIT * 70 / 100);
        assertThat(IntStream.rangeClosed(1, 100).mapToLong(swarm::cap)).allMatch(cap -> cap > 0);
    }

    @Test
    void whileNothingChangesNothingIsSet() {
        swarm.add(1, "films", 1_000_000);
        swarm.add(2, "films", 5_000);
        seconds(40);
        int told = swarm.told();
        seconds(10);
        assertThat(swarm.told()).isEqualTo(told);
    }

    @Test
    void inASwarmThatChangesAllTheTimeTheLimitHoldsAndMostOfItIsUsed() {
        Random random = new Random(4);
        IntStream.rangeClosed(1, 8).forEach(id -> swarm.add(id, "films", 0));
        long used = 0;
        for (int round = 0; round < 60; round++) {
            swarm.can(1 + random.nextInt(8), random.nextBoolean() ? 1_000_000 : random.nextInt(20_000));
            seconds(5);
            used += IntStream.rangeClosed(1, 8)
                    .mapToLong(id -> swarm.status(id).downloadRate())
                    .sum();
        }
        assertThat(used / 60).isGreaterThan(LIMIT * 60 / 100);
    }

    @Test
    void whoLeavesIsNoLongerCapped() {
        IntStream.rangeClosed(1, 3).forEach(id -> swarm.add(id, "films", 1_000_000));
        seconds(3);
        assertThat(IntStream.rangeClosed(1, 3).mapToLong(swarm::cap)).allMatch(cap -> cap > 0);

        swarm.session.find(1).orElseThrow().removeAttribute(RateGroup.ATTRIBUTE);
        swarm.session.find(2).orElseThrow().setAttribute(RateGroup.ATTRIBUTE, "series");
        limiter.look(swarm.session);
        assertThat(swarm.cap(3)).isEqualTo(LIMIT);
        assertThat(swarm.cap(1)).isZero();
        assertThat(swarm.cap(2)).isZero();
    }

    @Test
    void aGroupThatIsChangedOrRemovedIsFollowed() {
        swarm.add(1, "films", 1_000_000);
        swarm.add(2, "series", 1_000_000);
        seconds(2);
        assertThat(swarm.cap(1)).isEqualTo(LIMIT);
        assertThat(swarm.cap(2)).isZero();

        limiter.setGroups(List.of(
                RateGroup.builder("series").downloadLimit(40_000).build(),
                RateGroup.builder("films").uploadLimit(LIMIT).build()));
        limiter.look(swarm.session);
        assertThat(swarm.cap(1)).isZero();
        assertThat(swarm.cap(2)).isEqualTo(40_000);
        assertThat(limiter.groups()).extracting(RateGroup::name).containsExactly("films", "series");

        limiter.setGroups(List.of());
        limiter.look(swarm.session);
        assertThat(swarm.cap(2)).isZero();
        assertThat(swarm.session.calls())
                .last()
                .matches(call -> call.arguments().equals(List.of(0L, 0L)));
    }

    @Test
    void aLimitThatChangesALittleIsDividedAnew() {
        IntStream.rangeClosed(1, 3).forEach(id -> swarm.add(id, "films", 1_000_000));
        seconds(10);
        limiter.setGroups(
                List.of(RateGroup.builder("films").downloadLimit(LIMIT + 3_000).build()));
        limiter.look(swarm.session);
        assertThat(swarm.caps()).isEqualTo(LIMIT + 3_000);
    }

    @Test
    void whatIsPausedIsSetOnceHoweverManyRun() {
        IntStream.rangeClosed(1, 20).forEach(id -> swarm.add(id, "films", 0));
        IntStream.rangeClosed(2, 20)
                .forEach(id ->
                        swarm.put(swarm.status(id).toBuilder().isPaused(true).build()));
        limiter.look(swarm.session);
        assertThat(swarm.told()).isEqualTo(20);
        swarm.put(swarm.status(2).toBuilder().isPaused(false).build());
        limiter.look(swarm.session);
        assertThat(swarm.told()).isEqualTo(22);
        assertThat(swarm.cap(20)).isEqualTo(LIMIT / 10);
    }

    @Test
    void pausedTorrentsHaveNoPartAndOnesThatAreRemovedDoNoHarm() {
        IntStream.rangeClosed(1, 3).forEach(id -> swarm.add(id, "films", 1_000_000));
        seconds(3);
        swarm.put(swarm.status(1).toBuilder().isPaused(true).build());
        swarm.session.remove(2);
        limiter.look(swarm.session);
        assertThat(swarm.cap(3)).isEqualTo(LIMIT);
        assertThat(swarm.cap(1)).as("when it begins").isEqualTo(LIMIT / 10);
        swarm.put(swarm.status(1).toBuilder().isPaused(false).build());
        limiter.look(swarm.session);
        assertThat(swarm.cap(1)).isEqualTo(LIMIT / 2);
        assertThat(swarm.cap(3)).isEqualTo(LIMIT / 2);
    }

    @Test
    void releasedAllAreLetGoUntilTheNextLook() {
        IntStream.rangeClosed(1, 2).forEach(id -> swarm.add(id, "films", 1_000_000));
        seconds(2);
        limiter.release();
        assertThat(swarm.caps()).isZero();
        seconds(2);
        assertThat(swarm.caps()).isEqualTo(LIMIT);
    }

    @Test
    void withoutGroupsThatHaveALimitTheSessionIsNotAsked() {
        AtomicInteger asked = new AtomicInteger();
        TorrentSession counted = (TorrentSession) Proxy.newProxyInstance(
                TorrentSession.class.getClassLoader(),
                new Class<?>[] {TorrentSession.class},
                (proxy, method, arguments) -> {
                    asked.incrementAndGet();
                    try {
                        return method.invoke(swarm.session, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        swarm.add(1, "films", 1_000_000);
        GroupLimiter idle = new GroupLimiter(Set.of(RateGroup.builder("films").build()));
        idle.look(counted);
        idle.look(counted);
        assertThat(asked).hasValue(0);
        limiter.look(counted);
        assertThat(asked).hasPositiveValue();
    }
}
