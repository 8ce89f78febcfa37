package org.torrentxt.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static Object read(String text) throws IOException, MalformedJsonException {
        return JsonReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsEachKindOfValue() throws Exception {
        assertThat(read("{\"a\":[1,2.5,true,false,null,\"x\",{}],\"b\":123456789012345678901234567890}"))
                .isEqualTo(Map.of(
                        "a",
                        java.util.Arrays.asList(1L, 2.5, true, false, null, "x", Map.of()),
                        "b",
                        1.2345678901234568E29));
    }

    @Test
    void ofEqualKeysTheLastOneCounts() throws Exception {
        assertThat(read("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2L));
    }

    @Test
    void readsDocumentsAsDeepAsDocumented() throws Exception {
        int most = JsonReader.MOST_DEPTH;
        assertThat(read("[".repeat(most) + "]".repeat(most))).isInstanceOf(List.class);
        assertThatThrownBy(() -> read("[".repeat(most + 1) + "]".repeat(most + 1)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("depth");
    }

    @Test
    void refusesMoreValuesThanAnyRequestNeeds() throws Exception {
        int most = JsonReader.MOST_VALUES;
        assertThat((List<?>) read("[" + "1,".repeat(most - 2) + "1]")).hasSize(most - 1);
        for (String value : List.of("1", "[]", "{}", "null", "\"\"", "{\"a\":1}")) {
            assertThatThrownBy(() -> read("[" + (value + ",").repeat(most) + value + "]"))
                    .as(value)
                    .isInstanceOf(MalformedJsonException.class)
                    .hasMessage("more than 1000000 values");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "[1,]", "{\"a\"}", "{a:1}", "1 2", "nul", "\"\\x\"", "'a'", "[1]]", "NaN", "\u0000"
            })
    void refusesWhatIsNotADocument(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageMatching("[^\n]+");
    }
}
