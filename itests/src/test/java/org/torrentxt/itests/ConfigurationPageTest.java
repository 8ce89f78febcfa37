package org.torrentxt.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * The tables of docs/configuration.md, and the defaults in the files of the features, are those that the component
 * property types declare. Class files are read, as Metatype's annotations are not there at run time.
 */
public class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final Path FEATURES = Path.of("..", "features", "src", "main");
    private static final Path FILES = FEATURES.resolve("etc");
    private static final Path EXAMPLES = FEATURES.resolve("examples");
    private static final Pattern COMMENTED = Pattern.compile("(?m)^#([a-z.]+) =(.*)$");

    private static final JavaClass SESSION = type("org.torrentxt.impl.session", "SessionConfiguration");
    private static final JavaClass WEB = type("org.torrentxt.web.site", "WebConfiguration");
    private static final JavaClass STORE = type("org.torrentxt.dht", "StoreConfiguration");
    private static final JavaClass FLEET = type("org.torrentxt.fleet", "FleetConfiguration");
    private static final JavaClass METRICS = type("org.torrentxt.metrics", "MetricsConfiguration");
    private static final JavaClass POLICY = type("org.torrentxt.policy", "PolicyConfiguration");
    private static final JavaClass CATEGORY = type("org.torrentxt.policy", "CategoryConfiguration");
    private static final JavaClass SCRIPT = type("org.torrentxt.policy.script", "ScriptConfiguration");
    private static final JavaClass WATCH = type("org.torrentxt.policy.watch", "WatchConfiguration");

    private static JavaClass type(String in, String name) {
        return new ClassFileImporter().importPackages(in).get(in + "." + name);
    }

    @Test
    public void thePageHasTheTableOfSessions() throws IOException {
        assertThat(generated("session configuration")).isEqualTo(table(SESSION));
    }

    @Test
    public void thePageHasTheTableOfTheStore() throws IOException {
        assertThat(generated("DHT store configuration")).isEqualTo(table(STORE));
    }

    @Test
    public void thePageHasTheTableOfTheWeb() throws IOException {
        assertThat(generated("web configuration")).isEqualTo(table(WEB));
    }

    @Test
    public void thePageHasTheTableOfPolicies() throws IOException {
        assertThat(generated("policy configuration")).isEqualTo(table(POLICY));
    }

    @Test
    public void thePageHasTheTableOfCategories() throws IOException {
        assertThat(generated("category configuration")).isEqualTo(table(CATEGORY));
    }

    @Test
    public void thePageHasTheTableOfWatchFolders() throws IOException {
        assertThat(generated("watch configuration")).isEqualTo(table(WATCH));
    }

    @Test
    public void thePageHasTheTableOfScripts() throws IOException {
        assertThat(generated("script configuration")).isEqualTo(table(SCRIPT));
    }

    @Test
    public void thePageHasTheTableOfTheFleet() throws IOException {
        assertThat(generated("fleet configuration")).isEqualTo(table(FLEET));
    }

    @Test
    public void thePageHasTheTableOfMetrics() throws IOException {
        assertThat(generated("metrics configuration")).isEqualTo(table(METRICS));
    }

    @Test
    public void filesShowTheDefaultsInCommentsAndHaveAllKeys() throws IOException {
        assertFileShows(FILES.resolve("org.torrentxt.session-default.cfg"), SESSION);
        assertFileShows(FILES.resolve("org.torrentxt.dht.store.cfg"), STORE);
        assertFileShows(FILES.resolve("org.torrentxt.policy-default.cfg"), POLICY);
        assertFileShows(EXAMPLES.resolve("org.torrentxt.watch.cfg"), WATCH);
        assertFileShows(EXAMPLES.resolve("org.torrentxt.script.cfg"), SCRIPT);
        assertFileShows(FILES.resolve("org.torrentxt.web.cfg"), WEB);
        assertFileShows(EXAMPLES.resolve("org.torrentxt.fleet.cfg"), FLEET);
        assertFileShows(FILES.resolve("org.torrentxt.metrics.cfg"), METRICS);
    }

    @Test
    public void rangesAreTheSameForConsolesAndForTheCheck() {
        for (JavaMethod key : STORE.getMethods()) {
            annotation(key, "Range").ifPresent(range -> {
                JavaAnnotation<?> attribute =
                        annotation(key, "AttributeDefinition").orElseThrow();
                assertThat(attribute.get("min"))
                        .as(key.getName())
                        .contains(range.get("least").orElseThrow().toString());
                assertThat(attribute.get("max"))
                        .as(key.getName())
                        .contains(range.get("most").orElseThrow().toString());
            });
        }
    }

    /** The distribution has all files of one folder in Karaf's {@code etc}, where an example would configure something. */
    @Test
    public void whatIsOnlyAnExampleIsInAFolderOfItsOwn() throws IOException {
        String feature = Files.readString(FEATURES.resolve(Path.of("feature", "feature.xml")));
        assertThat(names(FILES)).allSatisfy(name -> assertThat(feature).contains("finalname=\"/etc/" + name + "\""));
        assertThat(names(EXAMPLES))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(feature).doesNotContain("finalname=\"/etc/" + name + "\""));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void assertFileShows(Path path, JavaClass type) throws IOException {
        String file = Files.readString(path, StandardCharsets.ISO_8859_1);
        Map<String, String> defaults = new TreeMap<>();
        type.getMethods().forEach(key -> defaults.put(key(key), otherwise(key)));
        Matcher commented = COMMENTED.matcher(file);
        while (commented.find()) {
            if (!commented.group(1).startsWith("setting.")) {
                assertThat(defaults)
                        .containsEntry(commented.group(1), commented.group(2).strip());
            }
        }
        assertThat(defaults.keySet()).allSatisfy(key -> assertThat(file).containsPattern("(?m)^#?" + key + " ="));
    }

    private static String generated(String what) throws IOException {
        Matcher between = Pattern.compile("(?s)<!-- " + what + ": generated -->\n(.*?)<!-- end -->")
                .matcher(Files.readString(PAGE, UTF_8));
        assertThat(between.find()).as("markers in " + PAGE).isTrue();
        return between.group(1);
    }

    private static String table(JavaClass type) {
        return type.getMethods().stream()
                .sorted(Comparator.comparing(ConfigurationPageTest::key))
                .map(ConfigurationPageTest::row)
                .collect(Collectors.joining(
                        "", "| key | default | values | meaning |\n| --- | --- | --- | --- |\n", ""));
    }

    private static String row(JavaMethod key) {
        JavaAnnotation<?> attribute = annotation(key, "AttributeDefinition").orElseThrow();
        return "| `" + key(key) + "` | " + code(otherwise(key)) + " | " + values(key, attribute) + " | "
                + attribute.get("description").orElseThrow() + " |\n";
    }

    private static String values(JavaMethod key, JavaAnnotation<?> attribute) {
        String unit = annotation(key, "Unit")
                .map(some -> some.get("value").orElseThrow().toString())
                .orElse("");
        Object[] options = (Object[]) attribute.get("options").orElse(new Object[0]);
        if (options.length > 0) {
            return Arrays.stream(options)
                    .map(option -> code(((JavaAnnotation<?>) option)
                            .get("value")
                            .orElseThrow()
                            .toString()))
                    .collect(Collectors.joining(", "));
        }
        return annotation(key, "Range")
                .map(range -> range.get("least").orElseThrow() + " to "
                        + range.get("most").orElseThrow() + " " + unit)
                .orElse(unit);
    }

    private static Optional<? extends JavaAnnotation<?>> annotation(JavaMethod method, String simpleName) {
        return method.getAnnotations().stream()
                .filter(each -> each.getRawType().getSimpleName().equals(simpleName))
                .findFirst();
    }

    private static String key(JavaMethod method) {
        return method.getName().replace('_', '.');
    }

    private static String otherwise(JavaMethod method) {
        return method.getDefaultValue().orElseThrow().toString();
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
