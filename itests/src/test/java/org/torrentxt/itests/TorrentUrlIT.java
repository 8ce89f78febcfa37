package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.osgi.framework.Constants;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;

/** {@code torrent:} URLs where Karaf takes URLs: bundles, features and their files, in a Karaf that is fetching them. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class TorrentUrlIT extends SwarmTestSupport {
    private static final String FEATURES = """
        <?xml version="1.0" encoding="UTF-8"?>
        <features name="acme" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
          <feature name="acme" version="1.0.0">
            <feature prerequisite="true">torrentxt</feature>
            <configfile finalname="/etc/acme.txt">torrent:%1$s/content/etc/acme%%20one.txt</configfile>
            <bundle>torrent:%1$s/content/beta.jar</bundle>
          </feature>
        </features>
        """;

    private OtherKaraf other;

    @After
    public void end() {
        if (other != null) {
            other.close();
        }
    }

    @Test
    public void bundlesAndFeaturesAreInstalledOutOfATorrent() throws Exception {
        String hash = fetchThere();

        assertThat(other.enter("bundle:install -s 'torrent:" + hash + "/content/alpha.jar'"))
                .containsPattern("Bundle ID: \\d");
        assertThat(other.enter("bundle:install torrent:" + hash + "/content/none.jar"))
                .contains("Error installing bundles");
        Path log = swarm.folder("other").resolve(Path.of("data", "log", "karaf.log"));
        await("the reason in the log", () -> Files.readString(log).contains("has no file 'content/none.jar'; it has"));
        Path features = Files.writeString(swarm.folder("acme.xml"), FEATURES.formatted(hash));
        assertThat(other.enter("feature:repo-add " + features.toUri())).contains("Adding feature url");
        assertThat(other.enter("feature:install --no-auto-refresh acme")).doesNotContain("rror");
        assertInstalled();

        other.stop();
        other.start();
        assertInstalled();
        assertThat(other.enter("feature:list --installed --no-format")).containsPattern("acme +\t1\\.0\\.0");
    }

    /** Has another Karaf fetch a torrent from here, as slowly as it takes to be asked for files that it does not have. */
    private String fetchThere() throws Exception {
        Path content = Files.createDirectories(swarm.folder("content"));
        bundle(content.resolve("alpha.jar"), "acme.alpha");
        bundle(content.resolve("beta.jar"), "acme.beta");
        Files.writeString(Files.createDirectories(content.resolve("etc")).resolve("acme one.txt"), "from the torrent");
        CreatedTorrent created = swarm.create(content, TorrentFormat.HYBRID);
        TorrentSession seeder = swarm.session("seeder");
        Swarm.seed(seeder, created);
        other = new OtherKaraf(swarm.folder("other"));
        other.start();
        assertThat(other.enter("torrent:add --peer " + Swarm.endpoint(seeder) + " '" + created.magnetUri() + "'"))
                .contains("1");
        return created.infoHashes().best().orElseThrow().hex();
    }

    private void assertInstalled() throws Exception {
        assertThat(other.enter("bundle:list --no-format -s"))
                .containsPattern("Active *\t.*acme\\.alpha")
                .containsPattern("Active *\t.*acme\\.beta");
        assertThat(swarm.folder("other").resolve(Path.of("etc", "acme.txt"))).hasContent("from the torrent");
    }

    private static void bundle(Path jar, String name) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }
}
