package org.torrentxt.policy.speed;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Limits;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.AlternativeSpeeds;
import org.torrentxt.api.policy.SpeedPolicy;
import org.torrentxt.policy.event.PolicyEvents;
import org.torrentxt.policy.speed.SpeedState.Held;
import org.torrentxt.policy.time.Schedule;
import org.torrentxt.policy.time.WeekTimes;

/** Switches the rate limits of a session. */
public final class SpeedSwitch implements SpeedPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(SpeedSwitch.class);
    private static final String DOWN = "download_rate_limit";
    private static final String UP = "upload_rate_limit";

    private final Clock clock;
    private final Supplier<Optional<TorrentSession>> session;
    private final SpeedState state;
    private final PolicyEvents events;
    private final Consumer<AlternativeSpeeds> save;
    private AlternativeSpeeds speeds;

    /**
     * Creates an instance.
     *
     * @param session the session, if it is running
     * @param save puts alternative speeds in force, by {@link #configure}, and writes them
     */
    public SpeedSwitch(
            Clock clock,
            Supplier<Optional<TorrentSession>> session,
            SpeedState state,
            PolicyEvents events,
            AlternativeSpeeds speeds,
            Consumer<AlternativeSpeeds> save) {
        this.clock = clock;
        this.session = session;
        this.state = state;
        this.events = events;
        this.speeds = speeds;
        this.save = save;
    }

    @Override
    public synchronized AlternativeSpeeds alternative() {
        return speeds;
    }

    @Override
    public void setAlternative(AlternativeSpeeds changed) {
        save.accept(Objects.requireNonNull(changed, "speeds"));
    }

    /** Puts alternative speeds in force. */
    public synchronized void configure(AlternativeSpeeds changed) {
        if (changed.equals(speeds)) {
            return;
        }
        AlternativeSpeeds before = speeds;
        boolean wasOn = isAlternative();
        speeds = changed;
        AlternativeSpeeds sameLimits = changed.toBuilder()
                .downloadLimit(before.downloadLimit())
                .uploadLimit(before.uploadLimit())
                .build();
        if (!sameLimits.equals(before)) {
            // turned off, it leaves what is in force
            state.switched(wasOn, Optional.empty());
            state.save();
        }
        adjust();
    }

    @Override
    public synchronized boolean isAlternative() {
        if (!speeds.isScheduled()) {
            return state.isOn();
        }
        Instant now = clock.instant();
        Schedule schedule = new Schedule(new WeekTimes(speeds.begin(), speeds.end(), speeds.days()), clock.getZone());
        Optional<Instant> switched = schedule.lastSwitch(now);
        boolean isByHand = state.since()
                .filter(since -> switched.map(since::isAfter).orElse(true))
                .isPresent();
        return isByHand ? state.isOn() : schedule.isOn(now);
    }

    @Override
    public synchronized void useAlternative(boolean on) {
        state.switched(on, Optional.of(clock.instant()));
        state.save();
        adjust();
    }

    /** Sets the limits that are to be in force now, if others are. */
    public synchronized void adjust() {
        state.saveAgain();
        session.get().ifPresent(running -> unlessStopped(() -> adjust(running, isAlternative())));
    }

    /** Sets the normal limits again, until {@link #adjust()}. */
    public synchronized void release() {
        state.saveAgain();
        session.get().ifPresent(running -> unlessStopped(() -> adjust(running, false)));
    }

    private void adjust(TorrentSession running, boolean on) {
        boolean wasOn = state.held(DOWN).isPresent();
        if (!on && !wasOn && state.held(UP).isEmpty()) {
            return; // the engine need not be asked
        }
        Map<String, Object> changes = new HashMap<>();
        boolean isChanged = adjust(running, DOWN, speeds.downloadLimit(), on, changes)
                | adjust(running, UP, speeds.uploadLimit(), on, changes);
        if (isChanged && on) {
            state.save(); // first: the engine saves what it is set to
        }
        if (!changes.isEmpty()) {
            running.settings().set(changes);
        }
        if (isChanged && !on) {
            state.save();
        }
        if (wasOn != on) {
            LOG.info("Session {}: {} rate limits are in force", running.name(), on ? "alternative" : "normal");
            events.speedsSwitched(on);
        }
    }

    // Whoever has changed the setting meanwhile has changed the normal limit.
    private boolean adjust(
            TorrentSession running, String setting, long alternative, boolean on, Map<String, Object> changes) {
        long inForce = number(running, setting);
        Optional<Held> before = state.held(setting);
        long normal = before.filter(held -> held.alternative() == inForce)
                .map(Held::normal)
                .orElse(inForce);
        if (on) {
            state.hold(setting, new Held(normal, alternative));
        } else {
            state.release(setting);
        }
        long wanted = on ? alternative : normal;
        if (wanted != inForce) {
            changes.put(setting, wanted);
        }
        return !state.held(setting).equals(before);
    }

    private static long number(TorrentSession running, String setting) {
        return running.settings().get(setting).value() instanceof Number number ? number.longValue() : 0;
    }

    private static void unlessStopped(Runnable action) {
        try {
            action.run();
        } catch (TorrentException e) {
            if (e.code() != ErrorCode.NO_SESSION) {
                throw e;
            }
        }
    }

    @Override
    public synchronized long downloadLimit() {
        return normal(DOWN);
    }

    @Override
    public synchronized long uploadLimit() {
        return normal(UP);
    }

    private long normal(String setting) {
        long inForce = number(running(), setting);
        return state.held(setting)
                .filter(held -> held.alternative() == inForce)
                .map(Held::normal)
                .orElse(inForce);
    }

    @Override
    public synchronized void setNormalLimits(long download, long upload) {
        Map<String, Long> limits = Map.of(DOWN, Limits.rate("download", download), UP, Limits.rate("upload", upload));
        TorrentSession running = running();
        adjust(); // so that it is known which values are in force
        if (state.held(DOWN).isEmpty()) {
            running.settings().set(limits);
            return;
        }
        limits.forEach((setting, normal) -> state.hold(
                setting, new Held(normal, state.held(setting).orElseThrow().alternative())));
        state.save();
    }

    private TorrentSession running() {
        return session.get()
                .orElseThrow(() -> new TorrentException(ErrorCode.NO_SESSION, "the session is not running"));
    }
}
