package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown without its user name and password can be sent back. */
class ShownUrlsTest {
    @ParameterizedTest
    @CsvSource({
        "http://***@a/1, http://u:p@a/1",
        "http://***@a/2, http://u:p@a/2", // another path at the same host
        "http://a/1, http://a/1",
        "http://x:y@a/1, http://x:y@a/1",
        "http://***@a:81/1, http://***@a:81/1",
        "https://***@a/1, https://***@a/1",
        "http://***@b/3, http://***@b/3", // one of two users
        "http://***@b/1, http://u:p@b/1",
        "udp://***@c:1, udp://key@c:1",
        "nonsense***@, nonsense***@"
    })
    void aHiddenUserIsThatOfTheTrackerOrOfItsHost(String url, String expected) {
        List<String> known =
                List.of("http://u:p@a/1", "http://u:p@b/1", "http://v:q@b/2", "http://c/announce", "udp://key@c:1");
        assertThat(ShownUrls.restored(List.of(List.of(url)), known)).isEqualTo(List.of(List.of(expected)));
    }

    @Test
    void severalThatAreShownAlikeStaySeveral() {
        List<String> known = List.of("http://u:p@a/1", "http://v:q@a/1");
        assertThat(ShownUrls.restored(
                        List.of(List.of("http://***@a/1"), List.of("http://b/", "http://***@a/1")), known))
                .isEqualTo(List.of(List.of("http://u:p@a/1"), List.of("http://b/", "http://v:q@a/1")));
    }
}
