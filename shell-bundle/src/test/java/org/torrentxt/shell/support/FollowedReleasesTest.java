package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtReleaseLink;
import org.torrentxt.testing.FakeStore;

class FollowedReleasesTest {
    private static final String ALICE = "ab".repeat(32);
    private static final String BOB = "cd".repeat(32);
    private static final String NIGHTLY_OF_ALICE = "magnet:?xs=urn:btpk:" + ALICE + "&s=6e696768746c79";
    private static final String NIGHTLY_OF_BOB = "magnet:?xs=urn:btpk:" + BOB + "&s=6e696768746c79";
    private static final String STABLE_OF_BOB = "magnet:?dn=stable&xs=urn:btpk:" + BOB + "&s=737461626c65";

    @Test
    void oneIsFoundByItsKeyItsPublicKeyOrItsLink() {
        List<DhtFollowedRelease> followed = followed(NIGHTLY_OF_ALICE, STABLE_OF_BOB);

        assertThat(Stream.of("stable", BOB, BOB.toUpperCase(), "MAGNET:?s=737461626c65&xs=urn:btpk:" + BOB))
                .extracting(word -> FollowedReleases.find(followed, word))
                .containsOnly(DhtReleaseLink.parse(STABLE_OF_BOB));
    }

    @Test
    void whatNamesSeveralIsRefused() {
        List<DhtFollowedRelease> followed = followed(NIGHTLY_OF_ALICE, NIGHTLY_OF_BOB, STABLE_OF_BOB);

        assertThatThrownBy(() -> FollowedReleases.find(followed, "nightly"))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("'nightly' matches 2 followed releases")
                .hasMessageContaining("magnet link");
        assertThatThrownBy(() -> FollowedReleases.find(followed, BOB)).hasMessageContaining("matches 2");
        assertThat(FollowedReleases.find(followed, NIGHTLY_OF_BOB)).isEqualTo(DhtReleaseLink.parse(NIGHTLY_OF_BOB));
    }

    @Test
    void whatNamesNoneIsRefusedWithWhatWould() {
        List<DhtFollowedRelease> followed = followed(STABLE_OF_BOB, "magnet:?xs=urn:btpk:" + ALICE);

        assertThat(Stream.of("", "stab", NIGHTLY_OF_ALICE))
                .allSatisfy(word -> assertThatThrownBy(() -> FollowedReleases.find(followed, word))
                        .isInstanceOf(TorrentException.class)
                        .hasMessageContaining("'" + word + "'")
                        .hasMessageContaining("dht:followed"));
    }

    @Test
    void oneWithoutAKeyIsCalledByItsPublicKey() {
        assertThat(FollowedReleases.name(DhtReleaseLink.parse(STABLE_OF_BOB))).isEqualTo("stable");
        assertThat(FollowedReleases.name(DhtReleaseLink.parse("magnet:?xs=urn:btpk:" + ALICE)))
                .isEqualTo(ALICE);
    }

    private static List<DhtFollowedRelease> followed(String... magnets) {
        return new FakeStore(magnets).releases().followed();
    }
}
