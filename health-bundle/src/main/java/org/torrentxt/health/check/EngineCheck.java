package org.torrentxt.health.check;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;

/** The engine and the clock. */
@Component(property = {HealthCheck.NAME + "=engine", "service.ranking:Integer=300"})
public final class EngineCheck implements HealthCheck {
    private final Instant installed;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile TorrentEngine engine;

    /** Called by Declarative Services. */
    @Activate
    public EngineCheck(BundleContext context) {
        this(Instant.ofEpochMilli(context.getBundle().getLastModified()), null);
    }

    /**
     * For use without Declarative Services.
     *
     * @param installed when this bundle was installed: a clock before that is wrong
     * @param engine null for none
     */
    EngineCheck(Instant installed, TorrentEngine engine) {
        this.installed = installed;
        this.engine = engine;
    }

    @Override
    public List<HealthFinding> check() {
        Optional<TorrentEngine> present = Optional.ofNullable(engine);
        List<HealthFinding> findings = new ArrayList<>();
        findings.add(present.map(EngineCheck::engine)
                .orElseGet(() -> Findings.fail(
                        "engine",
                        "service TorrentEngine is missing; check that the feature torrentxt is installed"
                                + " (feature:list -i) and its bundles are active (bundle:list)")));
        present.filter(loaded -> loaded.nativeCopies() > 1)
                .map(EngineCheck::copies)
                .ifPresent(findings::add);
        findings.add(clock(Instant.now()));
        return findings;
    }

    private static HealthFinding engine(TorrentEngine engine) {
        return engine.problem()
                .map(problem -> Findings.fail("engine", problem))
                .orElseGet(() -> Findings.ok(
                        "engine",
                        "libtorrent " + engine.version() + ", binding " + engine.bindingVersion()
                                + engine.nativeLibrary()
                                        .map(file -> ", " + file)
                                        .orElse("")));
    }

    private static HealthFinding copies(TorrentEngine engine) {
        return Findings.warn(
                "engine memory",
                engine.nativeCopies()
                        + " copies of the native library are loaded, because the engine's bundle was reinstalled or"
                        + " updated; restart the JVM to free the unused ones");
    }

    private HealthFinding clock(Instant now) {
        String text = Texts.time(now) + " " + ZoneId.systemDefault();
        return now.isBefore(installed)
                ? Findings.fail(
                        "clock",
                        text + " is before the installation time (" + Texts.time(installed)
                                + "); set the clock: DHT value versions and certificate checks depend on it")
                : Findings.ok("clock", text);
    }
}
