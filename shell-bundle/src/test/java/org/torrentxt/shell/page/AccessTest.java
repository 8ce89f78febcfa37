package org.torrentxt.shell.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Properties;
import org.apache.karaf.service.guard.tools.ACLConfigurationParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The access rights to commands and arguments, as Karaf itself reads them from the feature's files. */
class AccessTest {
    private static final Path FOLDER = Path.of("..", "features", "src", "main", "etc");

    @ParameterizedTest
    @CsvSource({
        "dht, blob-get --out x ab",
        "dht, keys --export alice --out x",
        "dht, keys --remove alice",
        "dht, watch alice greeting",
        "fleet, deploy --name maps --key alice x",
        "fleet, limit --key alice --up 1MiB maps",
        "fleet, pause --key alice maps",
        "fleet, resume --key alice maps",
        "fleet, undeploy --key alice maps",
        "torrent, attribute --set a=b 1",
        "torrent, attribute --remove a 1",
        "torrent, backup --with-secrets x.zip",
        "torrent, encryption --incoming forced",
        "torrent, encryption --outgoing forced",
        "torrent, encryption --level rc4",
        "torrent, flags --set paused 1",
        "torrent, flags --unset paused 1",
        "torrent, group --set films 1",
        "torrent, group --clear 1",
        "torrent, groups --down 1MiB films",
        "torrent, groups --up 1MiB films",
        "torrent, groups --delete films",
        "torrent, ip-filter add 10.0.0.1",
        "torrent, ip-filter load list",
        "torrent, ip-filter clear",
        "torrent, label --add a 1",
        "torrent, label --remove a 1",
        "torrent, label --set a 1",
        "torrent, label --clear 1",
        "torrent, limit --down 1MiB 1",
        "torrent, limit --up 1MiB 1",
        "torrent, limit --connections 5 1",
        "torrent, limit --uploads 5 1",
        "torrent, queue --to top 1",
        "torrent, share-limit --ratio 2 1",
        "torrent, share-limit --seeding-time 1h 1",
        "torrent, share-limit --idle-time 1h 1",
        "torrent, share-limit --action remove 1",
        "torrent, turtle on",
        "torrent, turtle off",
        "torrent, session-limit --down 1MiB",
        "torrent, session-limit --up 1MiB",
        "torrent, session-limit --connections 5",
        "torrent, session-limit --uploads 5"
    })
    void whatChangesSomethingIsNotForViewersWhereverALineBreaks(String scope, String command) throws IOException {
        List<String> words = List.of(command.split(" "));
        assertThat(roles(scope, words)).as("without a line break").isNotEmpty().doesNotContain("viewer");
        for (int i = 1; i < words.size(); i++) {
            for (String lineBreak : List.of("\n", "\r\n", "\r", "\u0085", "\u2028")) {
                List<String> after = new ArrayList<>(words);
                after.set(i, words.get(i) + lineBreak);
                assertThat(roles(scope, after)).as("%s", after).isNotEmpty().doesNotContain("viewer");

                List<String> before = new ArrayList<>(words);
                before.add(i, lineBreak);
                assertThat(roles(scope, before)).as("%s", before).isNotEmpty().doesNotContain("viewer");
            }
        }
    }

    @Test
    void whatLooksIsForViewers() throws IOException {
        assertThat(roles("dht", List.of("keys"))).contains("viewer");
        assertThat(roles("fleet", List.of("deployments", "--watch"))).contains("viewer");
        assertThat(roles("dht", List.of("watch", "--json"))).contains("viewer");
        assertThat(roles("torrent", List.of("limit", "1\n"))).contains("viewer");
        assertThat(roles("torrent", List.of("ip-filter", "test", "10.0.0.1"))).contains("viewer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"torrent", "dht"})
    void theDotsOfEachPatternMatchLineBreaks(String scope) throws IOException {
        assertThat(access(scope).stringPropertyNames())
                .filteredOn(key -> key.contains("["))
                .isNotEmpty()
                .allMatch(key -> key.matches("[a-z-]+\\[/\\(\\?s\\)\\.\\*.*\\.\\*/]"));
    }

    private static List<String> roles(String scope, List<String> words) throws IOException {
        Dictionary<String, Object> configuration = new Hashtable<>();
        Properties access = access(scope);
        access.stringPropertyNames().forEach(key -> configuration.put(key, access.getProperty(key)));
        List<String> roles = new ArrayList<>();
        // Karaf matches its list of arguments as one text
        ACLConfigurationParser.getRolesForInvocation(
                words.get(0),
                new Object[] {words.subList(1, words.size()).toString()},
                new String[] {String.class.getName()},
                configuration,
                roles);
        return roles;
    }

    private static Properties access(String scope) throws IOException {
        Properties access = new Properties();
        try (InputStream file =
                Files.newInputStream(FOLDER.resolve("org.apache.karaf.command.acl." + scope + ".cfg"))) {
            access.load(file);
        }
        return access;
    }
}
