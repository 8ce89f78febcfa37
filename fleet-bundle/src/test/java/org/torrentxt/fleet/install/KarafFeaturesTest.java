package org.torrentxt.fleet.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
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

    @Test
    void whatIsNotToBeStartedNeedNotBe() throws Exception {
        assertThat(isStarted(FeatureState.Started, false, bundle(Bundle.RESOLVED, "", false)))
                .isTrue();
        assertThat(isStarted(FeatureState.Resolved, true, bundle(Bundle.ACTIVE, "", false)))
                .isFalse();
    }
}
