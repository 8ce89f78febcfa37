package org.torrentxt.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that a test moves. */
public final class Clocks extends Clock {
    private final ZoneId zone;
    private volatile Instant now;

    public Clocks(String time, String zone) {
        this.now = Instant.parse(time);
        this.zone = ZoneId.of(zone);
    }

    public void advance(Duration time) {
        now = now.plus(time);
    }

    public void set(String time) {
        now = Instant.parse(time);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new Clocks(now.toString(), other.getId());
    }

    @Override
    public Instant instant() {
        return now;
    }
}
