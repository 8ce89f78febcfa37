package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.management.ObjectName;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FeaturesIT extends KarafTestSupport {
    @Before
    public void install() throws Exception {
        installFeatures("torrentxt-all");
    }

    @Test
    public void everythingInstalledIsActive() throws Exception {
        for (String name : List.of("api", "engine", "impl", "dht", "policy", "health", "metrics", "shell")) {
            assertThat(installedBundle("org.torrentxt." + name).getState())
                    .as(name)
                    .isEqualTo(Bundle.ACTIVE);
        }
        awaitActiveBundles();
    }

    @Test
    public void theDhtStoreIsAnMBean() throws Exception {
        ObjectName store = new ObjectName("org.torrentxt:type=Store");
        await("the MBean", () -> ManagementFactory.getPlatformMBeanServer().isRegistered(store));
        assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(store, "WatchCount"))
                .isEqualTo(0);
    }

    @Test
    public void onlyTheImplementationIsWiredToTheEngine() {
        var wires = installedBundle("org.torrentxt.engine")
                .adapt(BundleWiring.class)
                .getProvidedWires(PackageNamespace.PACKAGE_NAMESPACE);

        assertThat(wires)
                .isNotEmpty()
                .allSatisfy(
                        wire -> assertThat(wire.getRequirer().getSymbolicName()).isEqualTo("org.torrentxt.impl"));
    }

    @Test
    public void aBundleThatDoesNotNameTheFenceIsNotWiredToTheEngine() throws Exception {
        Bundle curious = context.installBundle("test:curious", bundleThatImports("org.libtorrent4j.swig"));
        try {
            assertThatExceptionOfType(BundleException.class)
                    .isThrownBy(curious::start)
                    .withMessageContaining("org.libtorrent4j.swig");
        } finally {
            curious.uninstall();
        }
    }

    private static InputStream bundleThatImports(String packageName) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, "curious");
        manifest.getMainAttributes().putValue(Constants.IMPORT_PACKAGE, packageName);
        var bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Test
    public void commandsAreThere() throws Exception {
        assertThat(executeCommand("torrent:doctor")).contains("libtorrent");
    }
}
