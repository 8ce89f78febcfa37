package org.torrentxt.policy.group;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.policy.group.Division.Ask;

/** Divides the limits of a group among its torrents that run. The others may use no more than a little when they begin. */
final class GroupDivision {
    private static final int RESERVED = 10; // a tenth is for those that use nothing at the moment
    private static final int RESERVED_AT_MOST = 4; // a quarter, if that is needed to have them all alive
    private static final long ALIVE = 512;
    private static final double NOTICEABLE = 0.1;
    private static final double LEFT = 0.02;

    private final RateGroup group;

    GroupDivision(RateGroup group) {
        this.group = group;
    }

    void divide(List<Member> members, Caps caps) {
        List<Member> running = members.stream().filter(Member::isRunning).toList();
        long[] down = parts(group.downloadLimit(), running, Member::down, Member::downRate);
        long[] up = parts(group.uploadLimit(), running, Member::up, Member::upRate);
        for (int i = 0; i < down.length; i++) {
            caps.add(running.get(i), down[i], up[i]);
        }
        long firstDown = first(group.downloadLimit());
        long firstUp = first(group.uploadLimit());
        members.stream().filter(member -> !member.isRunning()).forEach(member -> caps.add(member, firstDown, firstUp));
    }

    private static long[] parts(
            long limit, List<Member> members, Function<Member, Demand> direction, ToLongFunction<Member> rate) {
        List<Demand> demands = members.stream().map(direction).toList();
        if (limit == 0 || members.isEmpty()) {
            return new long[members.size()];
        }
        long reserve = reserve(limit, members.size());
        List<Ask> asks = members.stream()
                .map(member -> direction.apply(member).ask(rate.applyAsLong(member), reserve))
                .toList();
        long[] parts = Division.divide(limit, asks);
        long[] before = demands.stream().mapToLong(Demand::cap).toArray();
        return areNearlySame(parts, before) && isNearlyAll(LongStream.of(before).sum(), limit) ? before : parts;
    }

    // until it is seen that it runs; none without a limit
    private static long first(long limit) {
        return limit == 0 ? 0 : Math.max(1, limit / RESERVED);
    }

    private static long reserve(long limit, long members) {
        return Math.max(limit / (RESERVED * members), Math.min(ALIVE, limit / (RESERVED_AT_MOST * members)));
    }

    private static boolean isNearlyAll(long sum, long limit) {
        return sum <= limit && limit - sum <= LEFT * limit;
    }

    // Then nothing is worth being set, with the engine saving what has changed.
    private static boolean areNearlySame(long[] parts, long[] before) {
        for (int i = 0; i < parts.length; i++) {
            if (before[i] == 0 || Math.abs(parts[i] - before[i]) > NOTICEABLE * before[i]) {
                return false;
            }
        }
        return true;
    }
}
