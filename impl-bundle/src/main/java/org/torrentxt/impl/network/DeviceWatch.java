package org.torrentxt.impl.network;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.gateway.BoundDevice;

/** Watches the network device that a session is bound to, if it is: whether that is up, and has an address. */
public final class DeviceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceWatch.class);
    private static final long MILLIS = 500;

    private final String session;
    private final Runnable changed;
    private final BiConsumer<String, Boolean> report;
    private final ScheduledExecutorService rounds;
    private volatile Optional<BoundDevice> device = Optional.empty();
    private volatile boolean usable = true;
    private boolean started;
    private volatile boolean pending; // what is to be done about a change has not been done
    private Optional<ScheduledFuture<?>> watching = Optional.empty();

    /**
     * Watches a session's device until it is closed.
     *
     * @param changed is run, on the thread that watches, after the device has gone or come back; again until it succeeds
     * @param report gets the name of the device and whether it is up, as often as that changes; must not block
     */
    public DeviceWatch(String session, Runnable changed, BiConsumer<String, Boolean> report) {
        this.session = session;
        this.changed = changed;
        this.report = report;
        this.rounds = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "torrentxt-" + session + "-device");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Watches another device from now on, or none; looks at it at once. */
    public synchronized void follow(Optional<String> name) {
        Optional<BoundDevice> next = name.map(BoundDevice::new);
        boolean wasCut = !usable;
        if (!next.equals(device)) {
            device = next;
            usable = true; // so that it is logged if it is not
        }
        if (!look() && usable && wasCut) {
            report.accept(name(), true);
        }
        watch();
    }

    /** Starts watching. */
    public synchronized void start() {
        started = true;
        watch();
    }

    private void watch() {
        boolean wanted = started && device.isPresent();
        if (wanted && watching.isEmpty()) {
            watching = Optional.of(rounds.scheduleWithFixedDelay(this::round, MILLIS, MILLIS, TimeUnit.MILLISECONDS));
        } else if (!wanted) {
            watching.ifPresent(running -> running.cancel(false));
            watching = Optional.empty();
        }
    }

    private void round() {
        try {
            pending |= look();
            if (pending) {
                changed.run();
                pending = false;
            }
        } catch (TorrentException e) {
            if (e.code() != ErrorCode.NO_SESSION) {
                notFollowed(e);
            }
        } catch (RuntimeException | Error e) { // it must not end
            notFollowed(e);
        }
    }

    private void notFollowed(Throwable failure) {
        LOG.warn("Session {}: could not follow network device {}; it is tried again", session, name(), failure);
    }

    private synchronized boolean look() {
        boolean now = device.map(bound -> !bound.addresses().isEmpty()).orElse(true);
        if (now == usable) {
            return false;
        }
        usable = now;
        if (now) {
            LOG.info("Session {}: network device {} is up again; the session is on the network", session, name());
        } else {
            LOG.warn("Session {}: {}", session, text());
        }
        report.accept(name(), now);
        return true;
    }

    private String name() {
        return device.map(BoundDevice::name).orElse("");
    }

    private String text() {
        return "network device " + name()
                + " is down or has no address; the session is off all networks until it is up;"
                + " start the VPN, or change network.device";
    }

    /** The device; empty if the session is bound to none. */
    public Optional<BoundDevice> device() {
        return device;
    }

    /** True if the session is bound to a device that cannot be used now. */
    public boolean isCut() {
        return !usable;
    }

    /** Why the session is off all networks, and what to do; empty if it is not. */
    public Optional<String> problem() {
        return usable ? Optional.empty() : Optional.of(text());
    }

    /** Stops watching; does not block. */
    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
