package org.torrentxt.shell.selftest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;

/** A session configured as usual, by the factory PID {@value TorrentSession#PID}. */
final class ConfiguredSession implements TemporarySession {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    // a configuration visible to every bundle
    private static final String ANY_LOCATION = "?";

    private final String name;
    private final Duration limit;
    private final Configuration configuration;
    private final CountDownLatch gone = new CountDownLatch(1);
    private final ServiceTracker<TorrentSession, TorrentSession> tracker;
    private TorrentSession session;

    private ConfiguredSession(BundleContext context, Configuration configuration, String name, Duration limit) {
        this.name = name;
        this.limit = limit;
        this.configuration = configuration;
        this.tracker = new ServiceTracker<>(context, filter(name), null) {
            @Override
            public void removedService(ServiceReference<TorrentSession> reference, TorrentSession service) {
                super.removedService(reference, service);
                gone.countDown();
            }
        };
    }

    /** Configures a session that stays on this host, and waits until it is running. */
    static ConfiguredSession open(
            BundleContext context,
            ConfigurationAdmin admin,
            TorrentEngine engine,
            String name,
            Path folder,
            Duration limit)
            throws IOException, InterruptedException, TimeoutException {
        Configuration configuration = admin.getFactoryConfiguration(TorrentSession.PID, name, ANY_LOCATION);
        ConfiguredSession opened = new ConfiguredSession(context, configuration, name, limit);
        try {
            opened.tracker.open();
            configuration.update(properties(context, name, folder));
            opened.awaitService(engine);
            return opened;
        } finally {
            if (opened.session == null) {
                opened.tracker.close();
                configuration.delete();
            }
        }
    }

    private static Dictionary<String, Object> properties(BundleContext context, String name, Path folder) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("name", name);
        // if this JVM is killed, the next start of the framework deletes this configuration
        properties.put("temporary", String.valueOf(context.getProperty(Constants.FRAMEWORK_UUID)));
        properties.put("network", "local");
        properties.put("listen.interfaces", "127.0.0.1:0");
        properties.put("save.path", folder.resolve("files").toString());
        return properties;
    }

    private static Filter filter(String name) {
        String text = "(&(objectClass=" + TorrentSession.class.getName() + ")(" + TorrentSession.SESSION_NAME + "="
                + name + "))";
        try {
            return FrameworkUtil.createFilter(text);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("not a session name: " + name, e);
        }
    }

    private void awaitService(TorrentEngine engine) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (session == null) {
            session = tracker.waitForService(LOOK_AGAIN.toMillis());
            String failure = engine.failedSessions().get(name);
            if (session == null && failure != null) {
                throw new TorrentException(ErrorCode.NO_SESSION, failure);
            }
            if (session == null && System.nanoTime() > deadline) {
                throw new TimeoutException("it is not running after " + limit.toSeconds() + " s; see scr:list");
            }
        }
    }

    @Override
    public TorrentSession session() {
        return session;
    }

    @Override
    public void close() throws IOException, InterruptedException, TimeoutException {
        try {
            configuration.delete();
            if (!gone.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("it is still running after " + limit.toSeconds() + " s");
            }
        } finally {
            tracker.close();
        }
    }
}
