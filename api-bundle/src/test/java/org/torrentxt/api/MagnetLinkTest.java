package org.torrentxt.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagnetLinkTest {
    private static final String HASH = "11111111111111111111111111111111111abcde";
    private static final String LINK = "magnet:?xt=urn:btih:" + HASH;

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINK,
                LINK + "&dn=Some%20name&tr=http%3A%2F%2F127.0.0.1%3A1%2Fannounce&x.pe=[::1]:6881",
                LINK + "&dn=Some+name&so=0,2-4",
                "magnet:?xt=urn:btmh:1220" + HASH + "111111111111111111111111"
            })
    void aLinkThatIsInOrderStaysAsItIs(String link) {
        assertThat(MagnetLink.clean(link)).isEqualTo(link);
        assertThat(MagnetLink.clean(MagnetLink.clean(link))).isEqualTo(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINK + " ",
                "\t" + LINK + "\r\n",
                "\u00a0\ufeff" + LINK + "\u200b",
                "\"" + LINK + "\"",
                "'" + LINK + "'",
                "<" + LINK + ">",
                "\u201c" + LINK + "\u201d",
                "MAGNET:?XT=URN:BTIH:" + HASH,
                "magnet:///?xt=urn:btih:" + HASH,
                "magnet://?xt=urn:btih:" + HASH,
                "Magnet:?xt=urn:btih:" + HASH + "&",
                "magnet:?xt=urn%3Abtih%3A" + HASH,
                "magnet%3A%3Fxt%3Durn%3Abtih%3A" + HASH,
                "magnet%3a%3fxt%3durn%3abtih%3a" + HASH,
                "magnet:%3Fxt%3Durn%3Abtih%3A" + HASH,
                "magnet:xt=urn:btih:" + HASH,
                "magnet:?xt=urn:btih:11111111111111111111\n  111111111111111abcde"
            })
    void aPastedLinkIsReadAsItWasMeant(String pasted) {
        assertThat(MagnetLink.clean(pasted)).isEqualTo(LINK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&amp;", "&AMP;", "&#38;", "&amp;amp;", "&\n"})
    void parametersOfAPageAreTakenApart(String separator) {
        assertThat(MagnetLink.clean(LINK + separator + "dn=a" + separator + "tr=udp://127.0.0.1:1"))
                .isEqualTo(LINK + "&dn=a&tr=udp://127.0.0.1:1");
    }

    @Test
    void whatHasToBeEncodedIs() {
        assertThat(MagnetLink.clean(LINK + "&dn=A name #1 [x] (2020) \uD83D\uDE00 100% & more"))
                .isEqualTo(LINK + "&dn=A%20name%20%231%20[x]%20(2020)%20%F0%9F%98%80%20100%25&more");
        assertThat(MagnetLink.clean(LINK + "&tr=http://127.0.0.1/announce?key=a+b"))
                .isEqualTo(LINK + "&tr=http://127.0.0.1/announce?key=a%2Bb");
    }

    @Test
    void aLinkEncodedAsAWholeKeepsWhatIsEncodedWithin() {
        assertThat(MagnetLink.clean(
                        "magnet%3A%3Fxt%3Durn%3Abtih%3A" + HASH + "%26dn%3Da%2520b%26tr%3Dhttp%253A%252F%252Fx"))
                .isEqualTo(LINK + "&dn=a%20b&tr=http%3A%2F%2Fx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "http://example.org/", "magnet", "xmagnet:?xt=urn:btih:" + HASH})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> MagnetLink.clean(text))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("invalid magnet link '" + text.strip());
    }

    @Test
    void whatIsWrittenHasNoPlusForASpace() {
        InfoHashes hashes = InfoHashes.of(new InfoHash(HASH));
        String link =
                MagnetLink.of(hashes, "a b+c", 7, List.of("http://127.0.0.1/a b"), List.of("http://127.0.0.1/c d"));
        assertThat(link)
                .isEqualTo(LINK
                        + "&dn=a%20b%2Bc&xl=7&tr=http%3A%2F%2F127.0.0.1%2Fa%20b&ws=http%3A%2F%2F127.0.0.1%2Fc%20d");
        assertThat(MagnetLink.clean(link)).isEqualTo(link);
        assertThat(MagnetLink.of(new InfoHashes(Optional.empty(), Optional.empty()), "", 0, List.of(), List.of()))
                .isEqualTo("magnet:?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CEIRCEIRCEIRCEIRCEIRCEIRCEIRCAAG",
                "ceirceirceirceirceirceirceircaag ",
                "urn:btih:1111111111111111111111111111111111110006",
                " 1111111111111111111111111111111111110006\n"
            })
    void infoHashesAreReadAsPeopleWriteThem(String text) {
        assertThat(InfoHash.parse(text)).hasToString("1111111111111111111111111111111111110006");
    }

    @Test
    void aMultihashIsAnInfoHashOfVersionTwo() {
        assertThat(InfoHash.parse("urn:btmh:1220" + "AB".repeat(32))).hasToString("ab".repeat(32));
        assertThat(InfoHash.parse("12" + "ab".repeat(31))).hasToString("12" + "ab".repeat(31));
    }
}
