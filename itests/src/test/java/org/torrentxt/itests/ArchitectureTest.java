package org.torrentxt.itests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;

/**
 * The modules and packages described in docs/architecture.md, across all bundles: users of the API do not depend on its
 * implementation.
 */
public class ArchitectureTest {
    private static final String API = "org.torrentxt.api..";
    private static final String IMPL = "org.torrentxt.impl..";
    private static final String DHT = "org.torrentxt.dht..";
    private static final String FLEET = "org.torrentxt.fleet..";
    private static final String HEALTH = "org.torrentxt.health..";
    private static final String METRICS = "org.torrentxt.metrics..";
    private static final String POLICY = "org.torrentxt.policy..";
    private static final String SHELL = "org.torrentxt.shell..";
    private static final String WEB = "org.torrentxt.web..";
    private static final String EXAMPLES = "org.torrentxt.examples..";

    private static final String TESTING = "org.torrentxt.testing..";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.torrentxt");

    @Test
    public void allBundlesAreInSight() {
        for (String example : new String[] {
            "api.Torrent",
            "impl.engine.EngineSession",
            "dht.DhtStoreComponent",
            "fleet.FleetComponent",
            "health.HealthComponent",
            "metrics.MetricsComponent",
            "policy.PolicyComponent",
            "shell.dht.StateCommand",
            "web.site.WebComponent",
            "examples.Downloader",
            "testing.FakeSession"
        }) {
            assertThat(OURS.contain("org.torrentxt." + example)).as(example).isTrue();
        }
    }

    @Test
    public void nothingOutsideOfItKnowsTheImplementationOrItsEngine() {
        noClasses()
                .that()
                .resideInAnyPackage(API, DHT, FLEET, HEALTH, METRICS, POLICY, SHELL, WEB, EXAMPLES, TESTING)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(IMPL, "org.libtorrent4j..")
                .check(OURS);
    }

    @Test
    public void theImplementationKnowsNobodyWhoUsesIt() {
        noClasses()
                .that()
                .resideInAnyPackage(API, IMPL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DHT, FLEET, HEALTH, METRICS, POLICY, SHELL, WEB, EXAMPLES, TESTING)
                .check(OURS);
    }

    @Test
    public void thoseWhoUseTheApiDoNotKnowOneAnother() {
        List<String> users = List.of(DHT, FLEET, HEALTH, METRICS, POLICY, SHELL, WEB, EXAMPLES, TESTING);
        for (String user : users) {
            noClasses()
                    .that()
                    .resideInAPackage(user)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            users.stream().filter(other -> !other.equals(user)).toArray(String[]::new))
                    .check(OURS);
        }
    }

    /** Its configuration is that of whichever of them is the first. */
    @Test
    public void classesThatShareAKarafHaveTheSameConfiguration() throws Exception {
        List<Class<?>> sharing = new ArrayList<>();
        Path folder = Path.of(SharedKaraf.class.getResource("SharedKaraf.class").toURI())
                .getParent();
        try (DirectoryStream<Path> tests = Files.newDirectoryStream(folder, "*IT.class")) {
            for (Path test : tests) {
                String name = test.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(SharedKaraf.class.getPackageName() + "." + name);
                if (type.getAnnotation(ExamReactorStrategy.class).value()[0] == SharedKaraf.class) {
                    sharing.add(type);
                }
            }
        }
        assertThat(sharing)
                .contains(TransferIT.class)
                .allSatisfy(type ->
                        assertThat(type.getMethod("karaf").getDeclaringClass()).isEqualTo(SwarmTestSupport.class));
    }
}
