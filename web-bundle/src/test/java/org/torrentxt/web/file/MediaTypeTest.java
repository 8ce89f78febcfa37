package org.torrentxt.web.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
    @Test
    void filmsMusicAndSubtitlesAreShown() {
        assertThat(MediaType.of("a/b.MKV")).isEqualTo(new MediaType("video/x-matroska", true));
        assertThat(MediaType.of("b.mp4").isPlayed()).isTrue();
        assertThat(MediaType.of("b.flac").isPlayed()).isTrue();
        assertThat(MediaType.of("b.srt")).isEqualTo(new MediaType("text/plain", true));
        assertThat(MediaType.of("b.srt").isPlayed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.html",
                "a.htm",
                "a.xhtml",
                "a.svg",
                "a.xml",
                "a.js",
                "a.mjs",
                "a.css",
                "a.swf",
                "a.pdf",
                "a.mht",
                "a.exe",
                "a.unknown",
                "html",
                "noextension",
                "a.",
                "a.svgz",
                "a.hta",
                "a.xsl",
                "a.wasm",
                "a.html/"
            })
    void whatCouldActIsDownloaded(String path) {
        assertThat(MediaType.of(path).isShown()).isFalse();
        assertThat(MediaType.of(path).name()).startsWith("application/").doesNotContain("xml", "script", "html");
    }
}
