package org.torrentxt.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.osgi.framework.Constants;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetNode;

/** The feature torrentxt-fleet and its commands: a folder goes from this Karaf to another one, and is removed there. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class FleetIT extends ShellTestSupport {
    private static final String FEATURE = "torrentxt-fleet";
    private static final String IDENTITY = "fleet-itests";

    private String key;
    private OtherKaraf other;
    private Configuration configuration;

    @Before
    public void prepare() throws Exception {
        key = object("dht:keygen " + IDENTITY).get("publicKey").getAsString();
        other = new OtherKaraf(swarm.folder("other"));
    }

    @After
    public void cleanUp() throws Exception {
        other.close();
        if (configuration != null) {
            configuration.delete();
        }
        uninstall();
        executeCommand("dht:keys --remove " + IDENTITY);
    }

    private void uninstall() throws Exception {
        FeaturesService features = awaitService(FeaturesService.class);
        Feature feature = features.getFeature(FEATURE);
        if (feature != null && features.isInstalled(feature)) {
            features.uninstallFeature(
                    FEATURE, feature.getVersion(), EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
        }
    }

    private Map<String, String> node(String name, String site, String port, String otherPort, Path folder) {
        return Map.of(
                "name",
                name,
                "cluster",
                "itests",
                "port",
                port,
                "members",
                "127.0.0.1:" + otherPort,
                "labels",
                "site=" + site,
                "trust",
                key + ":" + folder,
                "maven.keys",
                key,
                "install.keys",
                key);
    }

    private void joinBoth(String feature) throws Exception {
        String port = freePort();
        String otherPort = freePort();
        var ours = new Hashtable<String, Object>(node("here", "zug", port, otherPort, swarm.folder("fetched")));
        ours.put("session", "seeder");
        configuration = awaitService(ConfigurationAdmin.class).getConfiguration(Fleet.PID, "?");
        configuration.update(ours);

        StringBuilder lines = new StringBuilder();
        node("there", "basel", otherPort, port, served())
                .forEach((key, value) ->
                        lines.append(key).append(" = ").append(value).append("\n"));
        Files.createDirectories(served());
        Files.writeString(swarm.folder("other").resolve("etc").resolve(Fleet.PID + ".cfg"), lines);
        other.start();
        other.enter("feature:install --no-auto-refresh " + feature);
        await(
                "both nodes",
                () -> awaitService(Fleet.class).nodes().stream()
                        .filter(node -> node.listenPort() > 0)
                        .map(FleetNode::name)
                        .toList()
                        .equals(List.of("here", "there")));
    }

    private Path served() {
        return swarm.folder("served");
    }

    @Test
    @Exercises({
        "fleet:nodes",
        "fleet:list",
        "fleet:deployments",
        "fleet:deploy",
        "fleet:continue",
        "fleet:rollback",
        "fleet:pause",
        "fleet:resume",
        "fleet:limit",
        "fleet:undeploy"
    })
    public void aFolderIsDeployedToAnotherKarafAndRemovedThere() throws Exception {
        assertFails("fleet:nodes", "feature:install torrentxt-fleet");
        installFeatures(FEATURE);
        assertFails("fleet:deploy --name maps --key " + IDENTITY + " " + swarm.folder("content"), Fleet.PID + ".cfg");
        joinBoth(FEATURE);
        assertThat(karafLog()).as("without an HTTP service").doesNotContain("javax/servlet");
        assertThat(executeCommand("fleet:nodes")).contains("site=basel", "127.0.0.1");
        assertFails("fleet:deploy --name maps --key nobody " + swarm.folder("content"), "nobody");
        assertFails(
                "fleet:deploy --name maps --key " + IDENTITY + " --path /srv/other " + swarm.folder("content"),
                "may not use folder");
        assertThat(seeder.torrents()).as("of a deployment that was refused").isEmpty();

        String deployed = executeCommand("fleet:deploy --session seeder --name maps --key " + IDENTITY
                + " --to site=basel --wait --timeout 30 " + swarm.folder("content"));
        Torrent seed = onlyTorrentOf(seeder);
        assertThat(deployed)
                .contains("Deployed: maps version 1 to 1 node, from torrent " + seed.id(), "Complete: maps");
        String hash = seed.infoHashes().best().orElseThrow().hex().substring(0, 8);
        Path fetched = served().resolve("maps")
                .resolve(key.substring(0, 16) + "-1-" + hash)
                .resolve("content");
        assertThat(Content.hashes(fetched)).isEqualTo(Content.hashes(swarm.folder("content")));

        assertThat(other.enter("log:display")).contains("added by fleet, deployment maps");
        assertThat(executeCommand("fleet:deployments")).contains("maps", "1/1", "100.0 %", "complete");
        assertThat(executeCommand("fleet:deployments --watch maps")).contains("there: complete", "Complete: maps");
        assertThat(executeCommand("fleet:list")).contains("there");
        JsonObject part = array("fleet:list").get(0).getAsJsonObject();
        assertThat(part.get("state").getAsString()).isEqualTo("complete");
        await(
                "its torrent, as the other Karaf reports it",
                () -> executeCommand("fleet:list --torrents --node there").contains("content"));
        assertThat(other.enter("fleet:deployments --no-format"))
                .startsWith("maps\t")
                .contains("1/1");
        executeCommand("fleet:deploy --session seeder --name staged --first 1 --key " + IDENTITY + " --to site=basel "
                + swarm.folder("content"));
        assertThat(executeCommand("fleet:deployments staged")).contains("first 1");
        assertThat(executeCommand("fleet:continue --key " + IDENTITY + " staged"))
                .contains("Continued: staged, as version 2");
        executeCommand("fleet:deploy --session seeder --name staged --first 1 --key " + IDENTITY + " --to site=zug "
                + swarm.folder("content"));
        assertThat(executeCommand("fleet:rollback --key " + IDENTITY + " staged"))
                .contains("Undeployed: staged");
        assertThat(executeCommand("fleet:pause --key " + IDENTITY + " --to site=basel maps"))
                .contains("Paused: maps on nodes with site=basel, as version 2");
        await("pause there", () -> other.enter("torrent:list").contains("paused"));
        assertThat(executeCommand("fleet:resume --key " + IDENTITY + " --to site=basel maps"))
                .contains("Resumed: maps on nodes with site=basel, as version 3");
        await("end of the pause there", () -> !other.enter("torrent:list").contains("paused"));
        assertThat(executeCommand("fleet:limit --key " + IDENTITY + " --up 5MiB maps"))
                .contains("Limited: maps on all nodes, as version 4");
        assertThat(executeCommand("fleet:deployments --json maps")).contains("\"uploadLimit\":5242880");
        assertFails("fleet:undeploy --key " + IDENTITY + " other", "no such deployment");

        assertThat(executeCommand("fleet:undeploy --key " + IDENTITY + " maps")).contains("Undeployed: maps");
        await("removal there", () -> Files.notExists(fetched));
        assertThat(onlyTorrentOf(seeder)).as("seeded from where it lies").isEqualTo(seed);
        assertThat(swarm.folder("content/a.bin")).exists();

        uninstall();
        assertFails("fleet:list", "feature:install torrentxt-fleet");
        assertThat(executeCommand("torrent:list" + SEEDER)).contains("content");
    }

    @Test
    @Exercises("fleet:publish")
    public void anArtifactIsPublishedAndInstalledByAnotherKaraf() throws Exception {
        installFeatures(FEATURE);
        String port = freePort();
        Path configured = useNoOtherMavenRepository(port);
        String before = Files.readString(configured);
        joinBoth("torrentxt-fleet-maven");
        Path local = Path.of(System.getProperty("karaf.data"), "repository", "acme");
        Path jar = local.resolve(Path.of("acme-maps", "1.0", "acme-maps-1.0.jar"));
        Files.createDirectories(jar.getParent());
        Files.write(jar, emptyBundle("acme.maps", "1.0.0"));

        assertFails("fleet:publish --key " + IDENTITY + " mvn:acme/acme-maps/1.0-SNAPSHOT", "expected a release");
        assertThat(executeCommand(
                        "fleet:publish --session seeder --key " + IDENTITY + " --to site=basel mvn:acme/acme-maps/1.0"))
                .contains("Published: mvn:acme/acme-maps/1.0 to 1 node, as deployment mvn-acme-maps-");
        await("copy there", () -> executeCommand("fleet:deployments").contains("1/1"));

        assertThat(other.enter("bundle:install -s mvn:acme/acme-maps/1.0")).containsPattern("Bundle ID: \\d");
        assertThat(other.enter("bundle:list -s --no-format")).containsPattern("Active *\t.*acme\\.maps");
        assertThat(other.enter("bundle:install mvn:acme/acme-other/1.0")).contains("Error installing bundles");
        Path installed = swarm.folder("other").resolve(Path.of("data", "repository", "acme", "acme-maps", "1.0"));
        assertThat(installed.resolve("acme-maps-1.0.jar")).hasSameBinaryContentAs(jar);
        assertThat(configured).as("that of the administrator").hasContent(before);

        Files.write(
                Files.createDirectories(local.resolve(Path.of("acme-core", "1.0")))
                        .resolve("acme-core-1.0.jar"),
                emptyBundle("acme.core", "1.0.0"));
        Files.writeString(
                Files.createDirectories(local.resolve(Path.of("acme-all", "1.0")))
                        .resolve("acme-all-1.0-features.xml"),
                """
                <features name="acme-all" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <repository>mvn:org.apache.karaf.features/standard/%s/xml/features</repository>
                  <feature name="acme-all" version="1.0"><bundle>mvn:acme/acme-core/1.0</bundle></feature>
                </features>
                """.formatted(System.getProperty("itests.karaf.version")));
        assertThat(executeCommand("fleet:publish --session seeder --all --key " + IDENTITY
                        + " --to site=basel mvn:acme/acme-all/1.0/xml/features"))
                .contains("Artifacts: 2", "Published: mvn:acme/acme-all/1.0/xml/features to 1 node");
        await(
                "both there",
                () -> executeCommand("fleet:list")
                                .lines()
                                .filter(line -> line.contains("complete"))
                                .count()
                        == 2);
        await("installed and started", () -> {
            other.enter("feature:repo-add mvn:acme/acme-all/1.0/xml/features"); // again, if it took a second to be read
            other.enter("feature:install --no-auto-refresh acme-all");
            return other.enter("bundle:list -s --no-format")
                    .lines()
                    .anyMatch(line -> line.contains("Active") && line.contains("acme.core"));
        });

        executeCommand("fleet:publish --session seeder --install acme-all/1.0 --key " + IDENTITY
                + " --to site=basel --name acme mvn:acme/acme-all/1.0/xml/features");
        await("installed", () -> executeCommand("fleet:list").contains("installed"));
        executeCommand("fleet:undeploy --key " + IDENTITY + " acme");
    }

    private Path acme(String version) throws IOException {
        Path content = Files.createDirectories(swarm.folder("acme-" + version));
        Files.write(content.resolve("acme.jar"), emptyBundle("acme.rules", version));
        Files.writeString(content.resolve("features.xml"), features(version, "acme.jar"));
        return content;
    }

    private static String features(String version, String bundle) {
        return """
                <features name="acme" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="acme" version="%1$s">
                    <config name="acme.rules">version = %1$s</config>
                    <bundle>%2$s</bundle>
                  </feature>
                </features>
                """.formatted(version, bundle);
    }

    private Path acmeKar(String version) throws IOException {
        Path kar = Files.createDirectories(swarm.folder("kar")).resolve("acme-" + version + ".kar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(kar))) {
            zip.putNextEntry(new ZipEntry("repository/acme/acme/1/acme-1-features.xml"));
            zip.write(features(version, "mvn:acme/acme-rules/1").getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry("repository/acme/acme-rules/1/acme-rules-1.jar"));
            zip.write(emptyBundle("acme.rules", version));
        }
        return kar;
    }

    private void awaitRules(String version) throws Exception {
        await(
                "rules " + version,
                () -> other.enter("bundle:list -s --no-format")
                        .matches("(?s).*Active *\t[^\n]*" + Pattern.quote(version) + "[^\n]*acme\\.rules.*"));
    }

    private static String deployAcme(Path content, String options) {
        return "fleet:deploy --session seeder --name acme --install acme --key " + IDENTITY + " --to site=basel "
                + options + " " + content;
    }

    @Test
    public void aFeatureIsUpgradedInStagesByAnotherKaraf() throws Exception {
        installFeatures(FEATURE);
        joinBoth(FEATURE);
        assertThat(executeCommand(deployAcme(acme("1.0.0"), "--first 1 --auto --healthy-for 2 --wait --timeout 60")))
                .contains("Deployed: acme version 1", "Continued: acme, as version 2", "Complete: acme");
        awaitRules("1.0.0");
        assertThat(other.enter("feature:list -i --no-format")).containsPattern("(?m)^acme *\t1\\.0\\.0");

        executeCommand(deployAcme(acmeKar("2.0.0"), "--first 1"));
        other.kill(); // wherever it is with that
        other.start();
        await("the stage", () -> executeCommand("fleet:deployments acme").contains("installed"));
        awaitRules("2.0.0");
        assertThat(other.enter("feature:list -i --no-format"))
                .containsPattern("(?m)^acme *\t2\\.0\\.0")
                .doesNotContainPattern("(?m)^acme *\t1\\.0\\.0");
        assertThat(executeCommand("fleet:rollback --key " + IDENTITY + " acme")).contains("Rolled back: acme");
        awaitRules("1.0.0");

        Path broken = acme("3.0.0");
        Files.writeString(broken.resolve("acme.jar"), "no bundle");
        executeCommand("fleet:deploy --session seeder --name acme --install acme --first 1 --key " + IDENTITY
                + " --to site=basel " + broken);
        await("failure", () -> executeCommand("fleet:deployments acme").contains("failed"));
        assertFails("fleet:continue --key " + IDENTITY + " acme", "not continued: there: failed");
        awaitRules("1.0.0");
        executeCommand("fleet:rollback --key " + IDENTITY + " acme");
        await(
                "the version before",
                () -> executeCommand("fleet:deployments acme").contains("installed"));

        executeCommand("fleet:undeploy --key " + IDENTITY + " acme");
        await("the end", () -> !other.enter("bundle:list -s --no-format").contains("acme.rules"));
        assertThat(other.enter("feature:repo-list --no-format")).doesNotContain("acme");
        await("removal there", () -> hasNoFiles(served()));
    }

    private static boolean hasNoFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.noneMatch(Files::isRegularFile);
        }
    }

    private Path useNoOtherMavenRepository(String port) throws IOException {
        Path etc = swarm.folder("other").resolve("etc");
        Files.writeString(
                etc.resolve("org.ops4j.pax.web.cfg"),
                "org.osgi.service.http.port = " + port + "\norg.ops4j.pax.web.listening.addresses = 127.0.0.1\n");
        String key = "org.ops4j.pax.url.mvn.repositories";
        Path maven = etc.resolve("org.ops4j.pax.url.mvn.cfg");
        Files.writeString(
                maven,
                Files.readString(maven).replaceAll("(?m)^\\s*" + Pattern.quote(key) + "\\s*=.*$", "") + "\n" + key
                        + " =\n");
        return maven;
    }

    private static byte[] emptyBundle(String name, String version) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        manifest.getMainAttributes().putValue(Constants.BUNDLE_VERSION, version);
        var bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }
}
