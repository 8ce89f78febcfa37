package org.torrentxt.impl.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.libtorrent4j.swig.libtorrent;
import org.torrentxt.api.alert.AlertType;

/** The kinds of the API are those of the binding, whichever version that is. */
class AlertKindsTest {
    private static final String PACKAGE = "org/libtorrent4j/swig/";

    /** Answers to what the session itself asks, and no business of users. */
    private static final Set<String> OF_THE_SESSION = Set.of("session_stats", "session_stats_header", "state_update");

    /** Where the API, as the seed before it, has another name for it. */
    private static final Map<String, AlertType> OTHERWISE_NAMED = Map.of(
            "add_torrent", AlertType.TORRENT_ADDED,
            "save_resume_data", AlertType.RESUME_DATA_READY,
            "save_resume_data_failed", AlertType.RESUME_DATA_FAILED,
            "dht_get_peers", AlertType.DHT_INCOMING_GET_PEERS,
            "dht_get_peers_reply", AlertType.DHT_GET_PEERS);

    /** The numbers of all alerts that the binding has a class for, by its name without {@code _alert}. */
    private static Map<String, Integer> numbersOfTheBinding() throws IOException, URISyntaxException {
        Path jar = Path.of(libtorrent
                .class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Map<String, Integer> numbers = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(PACKAGE) && name.endsWith("_alert.class"))
                    .map(name -> name.substring(PACKAGE.length(), name.length() - "_alert.class".length()))
                    .forEach(name -> numberOf(name).forEach(number -> numbers.put(name, number)));
        }
        return numbers;
    }

    /** None for what several alerts only have in common. */
    private static List<Integer> numberOf(String name) {
        try {
            return List.of(Class.forName("org.libtorrent4j.swig." + name + "_alert")
                    .getField("alert_type")
                    .getInt(null));
        } catch (NoSuchFieldException e) {
            return List.of();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyAlertOfTheBindingIsAKindOfItsOwnNameAndNumber() throws Exception {
        Map<String, Integer> numbers = numbersOfTheBinding();
        assertThat(numbers).hasSizeGreaterThan(80).containsKeys(OF_THE_SESSION.toArray(String[]::new));
        assertThat(numbers).allSatisfy((name, number) -> {
            AlertType type = AlertKinds.byNumber(number);
            if (OF_THE_SESSION.contains(name)) {
                assertThat(type).isNull();
            } else {
                assertThat(type).isNotNull().isEqualTo(expected(name));
                assertThat(type.code()).matches(code -> code < 1_000 || code == 1_000 + number);
            }
        });
    }

    private static AlertType expected(String name) {
        AlertType other = OTHERWISE_NAMED.get(name);
        return other != null ? other : AlertType.valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Test
    void everyKindIsAnAlertOfTheBinding() throws Exception {
        Set<AlertType> reached = numbersOfTheBinding().values().stream()
                .map(AlertKinds::byNumber)
                .collect(Collectors.toSet());
        assertThat(reached)
                .contains(Arrays.stream(AlertType.values())
                        .filter(type -> type.code() < 2_000) // the session's own
                        .toArray(AlertType[]::new));
    }

    @Test
    void noNumberButThoseOfTheBindingIsAKind() throws Exception {
        int[] numbers = numbersOfTheBinding().values().stream()
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        for (int number = -2; number < 200; number++) {
            if (Arrays.binarySearch(numbers, number) < 0) {
                assertThat(AlertKinds.byNumber(number))
                        .as("kind of number " + number)
                        .isNull();
            }
        }
    }
}
