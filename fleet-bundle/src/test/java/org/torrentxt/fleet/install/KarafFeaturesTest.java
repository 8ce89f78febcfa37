package org.torrentxt.fleet.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.felix.utils.version.VersionCleaner;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeatureState;
import org.apache.karaf.features.FeaturesService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.artifact.FeatureVersion;

/** What Karaf says of features, and what the bundles are in truth. */
class KarafFeaturesTest {
    // Answers each method by its name.
    private static <T> T stub(Class<T> type, Map<String, ?> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, some) -> {
            if (!answers.containsKey(method.getName())) {
                throw new AssertionError(method);
            }
            return answers.get(method.getName());
        }));
    }

    private static Bundle bundle(int state, String policy, boolean isFragment) {
        Dictionary<String, String> headers = new Hashtable<>();
        if (!policy.isEmpty()) {
            headers.put(Constants.BUNDLE_ACTIVATIONPOLICY, policy);
        }
        BundleRevision revision =
                stub(BundleRevision.class, Map.of("getTypes", isFragment ? BundleRevision.TYPE_FRAGMENT : 0));
        return stub(Bundle.class, Map.of("getState", state, "getHeaders", headers, "adapt", revision));
    }

    private static boolean isStarted(FeatureState state, boolean isToStart, Bundle bundle) throws Exception {
        BundleInfo info = stub(BundleInfo.class, Map.of("isStart", isToStart, "getLocation", "file:acme.jar"));
        Feature feature = stub(Feature.class, Map.of("getBundles", List.of(info)));
        FeaturesService service = stub(FeaturesService.class, Map.of("getFeature", feature, "getState", state));
        return new KarafFeatures(stub(BundleContext.class, Map.of("getBundle", bundle)), service).isStarted("acme/1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "32, '', false, true", // active
        "4, '', false, false", // resolved
        "2, '', false, false", // installed
        "8, '', false, false", // starting
        "8, lazy;include:=acme, false, true",
        "4, '', true, true"
    })
    void aFeatureIsStartedWhileItsBundlesAre(int state, String policy, boolean isFragment, boolean isStarted)
            throws Exception {
        assertThat(isStarted(FeatureState.Started, true, bundle(state, policy, isFragment)))
                .isEqualTo(isStarted);
    }

    @Test
    void whatIsInstalledForOthersOnlyIsNotRequired() throws Exception {
        Feature[] required = {stub(Feature.class, Map.of("getId", "acme/1.0"))};
        FeaturesService service = stub(FeaturesService.class, Map.of("listRequiredFeatures", required));
        assertThat(new KarafFeatures(stub(BundleContext.class, Map.of()), service).required())
                .containsExactly("acme/1.0");
    }

    private static String found(String version, Feature... there) throws Exception {
        FeaturesService service = stub(FeaturesService.class, Map.of("repositoryProvidedFeatures", there));
        return new KarafFeatures(stub(BundleContext.class, Map.of()), service)
                .find(
                        URI.create("file:features.xml"),
                        InstallFeature.builder("acme").version(version).build());
    }

    private static Feature acme(String version) {
        String cleaned = VersionCleaner.clean(version); // as Karaf reads it
        return stub(Feature.class, Map.of("getName", "acme", "getVersion", cleaned, "getId", "acme/" + cleaned));
    }

    @Test
    void aFeatureIsFoundByEachSpellingOfItsVersion() throws Exception {
        assertThat(found("1.0", acme("1.0"), acme("2"))).isEqualTo("acme/1.0.0");
        assertThat(found("1.0.0", acme("1.0"))).isEqualTo("acme/1.0.0");
        assertThat(found("2", acme("1.0"), acme("2.0.0"))).isEqualTo("acme/2.0.0");
        assertThat(found("1.0-RC1", acme("1.0"), acme("1.0-RC1"))).isEqualTo("acme/1.0.0.RC1");
        assertThat(found("", acme("1.0"), acme("2"))).isEqualTo("acme/2.0.0");
        assertThatThrownBy(() -> found("1.1", acme("1.0"))).hasMessageContaining("no feature acme/1.1 in features.xml");
    }

    @Test
    void versionsAreWhatKarafMakesOfThem() {
        Random random = new Random(1); // of the characters that a version to install may have
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append("0123456789...--_aB".charAt(random.nextInt(18)));
            }
            String version = text.toString();
            String expected = VersionCleaner.clean(version);
            if (!expected.matches(".*\\.(\\..*)?")) { // after a dot at the end, it makes what is no version
                assertThat(FeatureVersion.clean(version)).as("of '%s'", version).isEqualTo(expected);
            }
        }
    }

    @Test
    void whatIsNotToBeStartedNeedNotBe() throws Exception {
        assertThat(isStarted(FeatureState.Started, false, bundle(Bundle.RESOLVED, "", false)))
                .isTrue();
        assertThat(isStarted(FeatureState.Resolved, true, bundle(Bundle.ACTIVE, "", false)))
                .isFalse();
    }
}
