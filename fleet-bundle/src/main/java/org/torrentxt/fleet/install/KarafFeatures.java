package org.torrentxt.fleet.install;

import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeatureState;
import org.apache.karaf.features.FeaturesService;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleRevision;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.artifact.FeatureVersion;

/** Those of Karaf's service. The only class that knows its types, which a framework without Karaf does not have. */
public final class KarafFeatures implements Features {
    private static final String SERVICE = "org.apache.karaf.features.FeaturesService";

    private final BundleContext context;
    private final FeaturesService service;

    KarafFeatures(BundleContext context, FeaturesService service) {
        this.context = context;
        this.service = service;
    }

    /** Karaf's service; empty while there is none. */
    public static Optional<Features> find(BundleContext context) {
        try {
            ServiceReference<?> reference = context.getServiceReference(SERVICE);
            Object service = reference == null ? null : context.getService(reference);
            if (service == null) {
                return Optional.empty();
            }
            context.ungetService(reference); // looked up each time: one that has stopped throws, and is tried again
            return Optional.of(new KarafFeatures(context, (FeaturesService) service));
        } catch (NoClassDefFoundError | ClassCastException e) { // no Karaf, or one that came later
            return Optional.empty();
        }
    }

    @Override
    public String find(URI repository, InstallFeature wanted) throws Exception {
        Feature[] there = service.repositoryProvidedFeatures(repository);
        String version = FeatureVersion.clean(wanted.version());
        return Arrays.stream(there)
                .filter(feature -> feature.getName().equals(wanted.name()))
                .filter(feature -> wanted.version().isEmpty()
                        || FeatureVersion.clean(feature.getVersion()).equals(version))
                .max(Comparator.comparing(KarafFeatures::version))
                .map(Feature::getId)
                .orElseThrow(() -> TorrentException.invalid("no feature "
                        + wanted.name() + (wanted.version().isEmpty() ? "" : "/" + wanted.version()) + " in "
                        + wanted.repository() + "; there is: "
                        + Arrays.stream(there).map(Feature::getId).collect(Collectors.joining(", "))));
    }

    private static Version version(Feature feature) {
        try {
            return Version.parseVersion(feature.getVersion().replaceFirst("-", "."));
        } catch (IllegalArgumentException e) {
            return Version.emptyVersion; // one of its own kind
        }
    }

    @Override
    public void add(URI repository) throws Exception {
        if (service.getRepository(repository) == null) {
            service.addRepository(repository);
        }
    }

    @Override
    public void remove(URI repository) throws Exception {
        if (service.getRepository(repository) != null) {
            service.removeRepository(repository, false);
        }
    }

    @Override
    public Set<String> required() throws Exception {
        return Arrays.stream(service.listRequiredFeatures()).map(Feature::getId).collect(Collectors.toSet());
    }

    // Its state is what is wanted, also if bundles could not be started.
    @Override
    public boolean isStarted(String id) throws Exception {
        Feature feature = service.getFeature(id);
        return feature != null
                && service.getState(id) == FeatureState.Started
                && feature.getBundles().stream()
                        .filter(BundleInfo::isStart)
                        .flatMap(info -> Stream.ofNullable(context.getBundle(info.getLocation())))
                        .allMatch(KarafFeatures::isStarted);
    }

    private static boolean isStarted(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return bundle.getState() == Bundle.ACTIVE
                || bundle.getState() == Bundle.STARTING && isLazy(bundle)
                || revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static boolean isLazy(Bundle bundle) {
        String policy = bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY);
        return policy != null && policy.startsWith(Constants.ACTIVATION_LAZY);
    }

    @Override
    public void install(String id) throws Exception {
        service.installFeatures(Set.of(id), EnumSet.of(FeaturesService.Option.Upgrade));
    }

    @Override
    public void uninstall(String id) throws Exception {
        service.uninstallFeatures(Set.of(id), EnumSet.noneOf(FeaturesService.Option.class));
    }
}
