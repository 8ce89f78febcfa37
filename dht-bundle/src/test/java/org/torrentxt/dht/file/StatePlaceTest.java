package org.torrentxt.dht.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatePlaceTest {
    @TempDir
    private Path karaf;

    private final List<String> warnings = new ArrayList<>();

    private Path current() {
        return karaf.resolve("torrentxt/dht");
    }

    private Path former() {
        return karaf.resolve("data/torrentxt/dht");
    }

    private Path choose(Optional<Path> configured) {
        return new StatePlace(karaf.toString(), karaf.resolve("data").toString(), karaf.resolve("cache"))
                .choose(configured, warnings::add);
    }

    private static Path identity(Path place) throws IOException {
        Files.createDirectories(place.resolve("identities"));
        return Files.writeString(place.resolve("identities/alice.key"), "secret");
    }

    @Test
    void withoutAConfigurationItIsWhereCleaningDeletesNothing() {
        assertThat(choose(Optional.empty())).isEqualTo(current());
        assertThat(warnings).isEmpty();
    }

    @Test
    void whatIsConfiguredIsUsed() throws IOException {
        identity(former());
        assertThat(choose(Optional.of(karaf.resolve("own")))).isEqualTo(karaf.resolve("own"));
        assertThat(former().resolve("identities/alice.key")).exists();
        assertThat(warnings).isEmpty();
    }

    @Test
    void whatIsAtTheFormerPlaceIsMoved() throws IOException {
        Path key = identity(former());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

        assertThat(choose(Optional.empty())).isEqualTo(current());

        Path moved = current().resolve("identities/alice.key");
        assertThat(moved).hasContent("secret");
        assertThat(Files.getPosixFilePermissions(moved)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(former()).doesNotExist();
        assertThat(warnings).isEmpty();
        assertThat(choose(Optional.empty())).isEqualTo(current());
        assertThat(moved).hasContent("secret");
    }

    @Test
    void theFormerPlaceInAConfigurationStandsForTheCurrentOne() throws IOException {
        identity(former());

        assertThat(choose(Optional.of(former()))).isEqualTo(current());

        assertThat(current().resolve("identities/alice.key")).hasContent("secret");
        assertThat(warnings).singleElement().asString().contains("bin/karaf clean", "${karaf.base}/torrentxt/dht");
    }

    @Test
    void nothingIsReplacedByWhatIsMoved() throws IOException {
        identity(former());
        identity(current());

        assertThat(choose(Optional.empty())).isEqualTo(current());

        assertThat(former().resolve("identities/alice.key")).exists();
        assertThat(warnings).singleElement().asString().contains(former().toString(), "not used");
    }

    @Test
    void whereNothingCanBeMadeItStaysAtTheFormerPlace() throws IOException {
        identity(former());
        Files.writeString(karaf.resolve("torrentxt"), "in the way");

        assertThat(choose(Optional.empty())).isEqualTo(former());

        assertThat(former().resolve("identities/alice.key")).exists();
        assertThat(warnings).singleElement().asString().contains("bin/karaf clean", "cannot be created");
    }

    @Test
    void outsideOfKarafItIsTheBundlesOwnWithAWarning() {
        assertThat(new StatePlace(null, "", karaf).choose(Optional.empty(), warnings::add))
                .isEqualTo(karaf);
        assertThat(warnings).singleElement().asString().contains("state.dir is not set");
    }
}
