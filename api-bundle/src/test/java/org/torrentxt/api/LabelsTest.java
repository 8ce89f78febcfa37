package org.torrentxt.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
    private static final String LONGEST = "a".repeat(Labels.MAX_LENGTH);

    private static AddTorrent.Builder request() {
        return AddTorrent.infoHash(new InfoHash("ab".repeat(20)));
    }

    private static Set<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "label " + i).collect(Collectors.toSet());
    }

    @Test
    void labelsAndAttributesAreSortedAndCannotBeChanged() {
        AddTorrent request = request()
                .label("b", "a")
                .label("ü", "a", "\ud83d\ude00 smile")
                .attribute("z", "1")
                .attribute("a", "line\nbreak")
                .attribute("z", "")
                .build();

        assertThat(request.labels()).containsExactly("a", "b", "ü", "\ud83d\ude00 smile");
        assertThat(request.attributes()).containsExactly(Map.entry("a", "line\nbreak"), Map.entry("z", ""));
        assertThatThrownBy(() -> request.labels().add("c")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> request.attributes().put("c", "d")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(request.labels().contains(null)).isFalse();
        assertThat(request.attributes().get(null)).isNull();
        assertThat(request().build().labels()).isEmpty();
        assertThat(request().build().attributes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a,b", "a\nb", "a\0", "\u0085", "\ud83d", "a\u2003"})
    void aLabelThatIsNoneIsNamed(String label) {
        assertThatThrownBy(() -> request().label("good", label).build())
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageStartingWith("invalid label '" + label + "': expected ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a=b", "a\nb", "\ud83d"})
    void aKeyThatIsNoneIsNamed(String key) {
        assertThatThrownBy(() -> request().attribute(key, "value").build())
                .isInstanceOf(TorrentException.class)
                .hasMessageStartingWith("invalid attribute '" + key + "': expected ");
    }

    @Test
    void lengthsAndNumbersAreBounded() {
        String value = "ü".repeat((Labels.MAX_TOTAL - 1) / 2);
        assertThat(request().label(LONGEST).build().labels()).containsExactly(LONGEST);
        assertThat(Labels.labels(numbered(100))).hasSize(100);
        assertThat(request().attribute("k", value).build().attributes()).containsEntry("k", value);
        assertThat(request().attribute(LONGEST, "").build().attributes()).containsKey(LONGEST);

        assertThatThrownBy(() -> request().label(LONGEST + "b").build()).hasMessageContaining("1 to 100 characters");
        assertThatThrownBy(() -> Labels.labels(numbered(101))).hasMessage("too many labels: 101; expected at most 100");
        assertThatThrownBy(() -> request().attribute("kk", value + "a").build())
                .hasMessage("attributes too long: 65537 bytes; expected at most 65536 in total");
        assertThatThrownBy(() -> request().attribute(LONGEST + "b", "").build())
                .hasMessageContaining("1 to 100 characters");
        assertThatThrownBy(() ->
                        Labels.attributes(numbered(101).stream().collect(Collectors.toMap(key -> key, key -> "value"))))
                .hasMessage("too many attributes: 101; expected at most 100");
        assertThatThrownBy(() -> request().attribute("k", "\ud83d").build())
                .hasMessageStartingWith("invalid value of attribute k '\ud83d'");
    }

    @Test
    void aChangeKeepsTheOthers() {
        assertThat(Labels.changed(Set.of("a", "b"), Set.of("b", "c"), Set.of("a", "x")))
                .containsExactly("b", "c");
        assertThat(Labels.changed(Map.of("a", "1", "b", "2"), Map.of("b", "3", "c", "4"), Set.of("a", "x")))
                .containsExactly(Map.entry("b", "3"), Map.entry("c", "4"));
    }

    @Test
    void aChangeThatContradictsItselfOrLeadsTooFarIsRefused() {
        assertThatThrownBy(() -> Labels.changed(Set.of(), Set.of("a"), Set.of("a")))
                .isInstanceOf(TorrentException.class)
                .hasMessage("label both set and removed: 'a'; specify it once");
        assertThatThrownBy(() -> Labels.changed(Map.of(), Map.of("a", ""), Set.of("a")))
                .isInstanceOf(TorrentException.class)
                .hasMessage("attribute both set and removed: 'a'; specify it once");
        assertThatThrownBy(() -> Labels.changed(numbered(100), Set.of("one more"), Set.of()))
                .hasMessageStartingWith("too many labels: 101");
        assertThat(Labels.changed(numbered(100), Set.of("one more"), Set.of("label 7")))
                .hasSize(100)
                .contains("one more");
    }

    @Test
    void aCopyOfACopyIsTheSame() {
        Set<String> labels = Labels.labels(List.of("b", "a"));
        Map<String, String> attributes = Labels.attributes(Map.of("a", "b"));

        assertThat(Labels.labels(labels)).isSameAs(labels);
        assertThat(Labels.attributes(attributes)).isSameAs(attributes);
        assertThat(labels).isEqualTo(Set.of("a", "b")).hasSameHashCodeAs(Set.of("a", "b"));
        assertThat(attributes).isEqualTo(Map.of("a", "b")).hasSameHashCodeAs(Map.of("a", "b"));
    }
}
