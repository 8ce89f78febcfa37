package org.torrentxt.policy.group;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides a rate among those that ask for parts of it. */
final class Division {
    /**
     * What one asks for.
     *
     * @param wanted what it can use, as far as known
     * @param isEager whether it may be able to use more
     */
    record Ask(long wanted, boolean isEager) {}

    private Division() {}

    /**
     * Divides a rate completely: each gets what it wants, unless that is more than all can have. What nobody wants goes
     * to those that may use more, or to all.
     *
     * @param rate positive
     * @return the parts, in the order of the asks, each at least 1, so that there is no rate left to be stuck without; in
     *     total the rate, or the number of asks if that is more
     */
    static long[] divide(long rate, List<Ask> asks) {
        long[] parts = new long[asks.size()];
        long left = Math.max(rate, parts.length);
        int others = parts.length;
        // the modest first: what they leave is for the others
        List<Integer> order = IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> asks.get(i).wanted()))
                .toList();
        for (int i : order) {
            parts[i] = Math.max(1, Math.min(asks.get(i).wanted(), left / others));
            left -= parts[i];
            others--;
        }
        spread(left, parts, asks);
        return parts;
    }

    private static void spread(long left, long[] parts, List<Ask> asks) {
        boolean isAnyEager = asks.stream().anyMatch(Ask::isEager);
        int[] takers = IntStream.range(0, parts.length)
                .filter(i -> !isAnyEager || asks.get(i).isEager())
                .toArray();
        long rest = left;
        for (int i = 0; i < takers.length; i++) {
            long more = rest / (takers.length - i);
            parts[takers[i]] += more;
            rest -= more;
        }
    }
}
