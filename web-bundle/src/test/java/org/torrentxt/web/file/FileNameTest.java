package org.torrentxt.web.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNameTest {
    @Test
    void itIsTheLastPartOfThePath() {
        assertThat(FileName.of("a/b/c.mkv").text()).isEqualTo("c.mkv");
        assertThat(FileName.of("c.mkv").disposition("inline")).isEqualTo("inline; filename=\"c.mkv\"");
        assertThat(FileName.of("c.mkv").inUrl()).isEqualTo("c.mkv");
    }

    @Test
    void namesOfAllLanguagesAreKept() {
        FileName name = FileName.of("Grüße 日本 💡.mkv");
        assertThat(name.text()).isEqualTo("Grüße 日本 💡.mkv");
        assertThat(name.disposition("attachment"))
                .isEqualTo("attachment; filename=\"Gr__e __ _.mkv\"; filename*=UTF-8''"
                        + "Gr%C3%BC%C3%9Fe%20%E6%97%A5%E6%9C%AC%20%F0%9F%92%A1.mkv");
        assertThat(name.inUrl()).isEqualTo("Gr%C3%BC%C3%9Fe%20%E6%97%A5%E6%9C%AC%20%F0%9F%92%A1.mkv");
    }

    @Test
    void nothingEndsALineOrAQuotedTextOrAPath() {
        FileName name = FileName.of("a\r\nSet-Cookie: x\"; b\\\u2028\u202e%0d\0\ud800.mp4");
        assertThat(name.text()).isEqualTo("a__Set-Cookie: x\"; b___%0d__.mp4");
        assertThat(name.disposition("inline"))
                .startsWith("inline; filename=\"a__Set-Cookie: x_; b____0d__.mp4\"; filename*=UTF-8''a__Set-Cookie")
                .matches("[ -~]+");
        assertThat(name.inUrl()).matches("[A-Za-z0-9._~%-]+").contains("%250d");
        assertThat(FileName.of("x/..").inUrl()).isEqualTo("_");
    }
}
