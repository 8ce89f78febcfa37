package org.torrentxt.shell.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.shell.fake.FakeConsole;

/**
 * docs/json.md has the keys and types of what each command prints in JSON. Scripts rely on them: a key may be added,
 * but not renamed or removed, and its type stays. After an addition, {@code mvn -pl shell-bundle -am test
 * -Dtest=JsonPageTest -Djson.page.write=true -Dsurefire.failIfNoSpecifiedTests=false} rewrites the table.
 */
class JsonPageTest {
    private static final Path PAGE = Path.of("..", "docs", "json.md");
    private static final String TABLE = "(?s)(\\| command \\| prints[^\n]*\n\\| --- \\| --- \\|\n).*?\n(?=\n)";

    // prints the properties of events, which are those of the alerts' own schema
    private static final List<String> OTHERWISE = List.of("torrent:events");

    /** How each command is typed, after its name. */
    private static final Map<String, String> TYPED = new TreeMap<>(Map.ofEntries(
            Map.entry("torrent:add", "--json 0123456789abcdef0123456789abcdef01234567"),
            Map.entry("torrent:attribute", "--json 1"),
            Map.entry("torrent:categories", "--json"),
            Map.entry("torrent:category", "--json 1"),
            Map.entry("torrent:create", "--json --seed content"),
            Map.entry("torrent:doctor", "--json"),
            Map.entry("torrent:encryption", "--json"),
            Map.entry("torrent:files", "--json 1"),
            Map.entry("torrent:flags", "--json 1"),
            Map.entry("torrent:get", "--json connections_limit"),
            Map.entry("torrent:graph", "--json"),
            Map.entry("torrent:group", "--json 1"),
            Map.entry("torrent:groups", "--json"),
            Map.entry("torrent:import", "--json --from qbittorrent BT_backup"),
            Map.entry("torrent:info", "--json 1"),
            Map.entry("torrent:ip-filter", "--json"),
            Map.entry("torrent:ip-filter test", "--json test 192.0.2.1"),
            Map.entry("torrent:label", "--json 1"),
            Map.entry("torrent:limit", "--json 1"),
            Map.entry("torrent:list", "--json"),
            Map.entry("torrent:peers", "--json 1"),
            Map.entry("torrent:pieces", "--json 1"),
            Map.entry("torrent:queue", "--json 1"),
            Map.entry("torrent:restore", "--json torrents.zip"),
            Map.entry("torrent:session", "--json"),
            Map.entry("torrent:session-limit", "--json"),
            Map.entry("torrent:sessions", "--json"),
            Map.entry("torrent:settings", "--json"),
            Map.entry("torrent:share-limit", "--json 1"),
            Map.entry("torrent:stats", "--json"),
            Map.entry("torrent:stats --by", "--json --by category"),
            Map.entry("torrent:trackers", "--json 1"),
            Map.entry("torrent:turtle", "--json"),
            Map.entry("torrent:web-seeds", "--json 1"),
            Map.entry("dht:announce", "--json 0123456789abcdef0123456789abcdef01234567"),
            Map.entry("dht:blob-get", "--json " + JsonSamples.TARGET),
            Map.entry("dht:blob-put", "--json content"),
            Map.entry("dht:blob-put --keep", "--json --keep content"),
            Map.entry("dht:blobs", "--json"),
            Map.entry("dht:follow", "--json magnet:?xs=urn:btpk:" + "cd".repeat(32)),
            Map.entry("dht:followed", "--json"),
            Map.entry("dht:get TARGET", "--json " + JsonSamples.TARGET),
            Map.entry("dht:get PUBLIC-KEY", "--json " + JsonSamples.KEYS.publicKey()),
            Map.entry("dht:keygen", "--json alice"),
            Map.entry("dht:keys", "--json"),
            Map.entry("dht:lookup", "--json alice k"),
            Map.entry("dht:peers", "--json 0123456789abcdef0123456789abcdef01234567"),
            Map.entry("dht:publications", "--json"),
            Map.entry("dht:publish", "--json alice k hello"),
            Map.entry("dht:put", "--json hello"),
            Map.entry("dht:put --key", "--json --key alice.seed hello"),
            Map.entry("dht:release", "--json alice k 0123456789abcdef0123456789abcdef01234567"),
            Map.entry("dht:state", "--json"),
            Map.entry("dht:watch", "--json"),
            Map.entry("dht:watch PUBLISHER KEY", "--json alice k"),
            Map.entry(
                    "fleet:deploy",
                    "--json --name maps --key alice --to site=basel --path /srv/maps"
                            + " 0123456789abcdef0123456789abcdef01234567"),
            Map.entry("fleet:deployments", "--json"),
            Map.entry("fleet:list", "--json"),
            Map.entry("fleet:list --torrents", "--json --torrents"),
            Map.entry("fleet:nodes", "--json")));

    @TempDir
    Path folder;

    private String printed(String entry) throws Exception {
        Class<?> type = Commands.all().stream()
                .filter(command -> Commands.name(command).equals(entry.split(" ")[0]))
                .findFirst()
                .orElseThrow();
        FakeConsole console = JsonSamples.console(Files.createTempDirectory(folder, "console"));
        try {
            return console.run(
                    (Action) type.getConstructor().newInstance(),
                    TYPED.get(entry).split(" "));
        } catch (CommandException e) {
            assertThat(console.printed()).as(entry + ": " + e).isNotEmpty(); // as doctor, which finds problems
            return console.printed();
        }
    }

    private String table() throws Exception {
        StringBuilder table = new StringBuilder();
        for (String entry : TYPED.keySet()) {
            String shape = JsonShape.of(printed(entry));
            table.append("| `").append(entry).append("` | ").append(shape).append(" |\n");
        }
        return table.toString();
    }

    @Test
    void keysAndTypesAreThoseOfThePage() throws Exception {
        String table = table();
        if (Boolean.getBoolean("json.page.write")) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, page.replaceFirst(TABLE, "$1" + Matcher.quoteReplacement(table)));
        }

        assertThat(Files.readString(PAGE)).contains(table);
    }

    @Test
    void nothingIsUnknownInTheSamples() throws Exception {
        assertThat(table()).doesNotContain(" null", "[]");
    }

    @Test
    void eachCommandThatPrintsJsonIsThere() {
        List<String> known = TYPED.keySet().stream()
                .map(entry -> entry.split(" ")[0])
                .distinct()
                .collect(Collectors.toList());
        known.addAll(OTHERWISE);

        assertThat(Commands.all().stream()
                        .filter(type -> Commands.options(type).stream()
                                .anyMatch(option -> option.name().equals("--json")))
                        .map(Commands::name))
                .containsExactlyInAnyOrderElementsOf(known);
    }
}
