package org.torrentxt.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.RateGroup;

class FakePoliciesTest {
    private final FakePolicies policies = new FakePolicies("default", "films", "iso");
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(1).build());
    private final Torrent torrent = session.find(1).orElseThrow();

    private AddTorrent.Builder placed(AddTorrent.Builder request, String category) {
        policies.categories().place(request, Optional.of(category));
        return request;
    }

    private static AddTorrent.Builder magnet() {
        return AddTorrent.magnet("magnet:?xt=urn:btih:" + "ab".repeat(20));
    }

    @Test
    void torrentsGetWhatTheirCategorySays() {
        policies.categories().add(Category.builder("films").savePath("/films").build());
        AddTorrent request = placed(magnet(), "films").build();
        assertThat(request.attributes()).containsEntry(Category.ATTRIBUTE, "films");
        assertThat(request.savePath()).contains(Path.of("/films"));
        assertThat(placed(magnet().savePath(Path.of("/other")), "films").build().savePath())
                .contains(Path.of("/other"));
        assertThat(placed(magnet(), "iso").build().savePath()).isEmpty();
        assertThatThrownBy(() -> placed(magnet(), "music"))
                .isInstanceOf(TorrentException.class)
                .hasMessage("no such category: 'music'; expected one of films, iso");
    }

    @Test
    void torrentsAreAssignedAndMovedIfAsked() {
        policies.categories().assign(torrent, Optional.of("iso"), false);
        assertThat(torrent.attributes()).containsEntry(Category.ATTRIBUTE, "iso");
        assertThat(policies.categories().moved()).isEmpty();
        policies.categories().add(Category.builder("films").savePath("/films").build());
        policies.categories().assign(torrent, Optional.of("films"), true);
        assertThat(policies.categories().moved()).containsExactly(1);
        assertThat(session.calls("moveStorage")).hasSize(1);
        policies.categories().assign(torrent, Optional.empty(), false);
        assertThat(torrent.attributes()).doesNotContainKey(Category.ATTRIBUTE);
    }

    @Test
    void theFolderOfTheFilesIsTheAnswer() throws Exception {
        session.put(StatusBuilder.status(1).savePath(Path.of("/downloads")).build());
        FakeCategories categories = policies.categories();
        assertThat(categories.assign(torrent, Optional.of("iso"), false).toCompletableFuture())
                .isCompletedWithValue(Path.of("/downloads"));
        assertThat(categories.assign(torrent, Optional.of("iso"), true).toCompletableFuture())
                .isCompletedWithValue(Path.of("/downloads"));
        categories.add(Category.builder("films").savePath("/films").build());
        assertThat(categories.assign(torrent, Optional.of("films"), true).toCompletableFuture())
                .isCompletedWithValue(Path.of("/films"));
    }

    @Test
    void aTorrentThatCannotBeMovedStaysInItsCategory() {
        FakeCategories categories = policies.categories();
        categories.add(Category.builder("films").savePath("/films").build());
        session.answer("moveStorage", (torrent, arguments) -> {
            throw TorrentException.invalid("no such folder");
        });
        assertThatThrownBy(() -> categories.assign(torrent, Optional.of("films"), true))
                .hasMessage("no such folder");
        assertThat(torrent.attributes()).doesNotContainKey(Category.ATTRIBUTE);
        categories.assign(torrent, Optional.of("iso"), false);
        assertThatThrownBy(() -> categories.assign(torrent, Optional.of("films"), true))
                .hasMessage("no such folder");
        assertThat(torrent.attributes()).containsEntry(Category.ATTRIBUTE, "iso");
        assertThat(categories.moved()).isEmpty();
        session.remove(1);
        assertThatThrownBy(() -> categories.assign(torrent, Optional.of("iso"), false))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("no such torrent");
    }

    @Test
    void incompleteFilesHaveTheSuffixIfItIsOn() {
        assertThat(placed(magnet(), "iso").build().hasPartSuffix()).isFalse();
        policies.categories().setPartSuffix(true);
        assertThat(placed(magnet(), "iso").build().hasPartSuffix()).isTrue();
        AddTorrent.Builder none = magnet();
        policies.categories().place(none, Optional.empty());
        assertThat(none.build().hasPartSuffix()).isTrue();
    }

    @Test
    void nullIsRefusedAsByTheService() {
        FakeCategories categories = policies.categories();
        assertThatNullPointerException().isThrownBy(() -> policies.setLimits(null));
        assertThatNullPointerException().isThrownBy(() -> policies.setAlternative(null));
        assertThatNullPointerException().isThrownBy(() -> policies.set(null));
        assertThatNullPointerException().isThrownBy(() -> policies.remove(null));
        assertThatNullPointerException().isThrownBy(() -> policies.assign(torrent, null));
        assertThatNullPointerException().isThrownBy(() -> policies.setOwnLimits(torrent, null));
        assertThatNullPointerException().isThrownBy(() -> categories.add(null));
        assertThatNullPointerException().isThrownBy(() -> categories.setIncompletePath(null));
        assertThatNullPointerException().isThrownBy(() -> categories.place(magnet(), null));
        assertThatNullPointerException().isThrownBy(() -> categories.assign(null, Optional.empty(), false));
    }

    @Test
    void whatIsSetIsRemembered() {
        policies.setNormalLimits(7, 8);
        policies.useAlternative(true);
        policies.groups().set(RateGroup.builder("slow").build());
        policies.groups().assign(torrent, Optional.of("slow"));
        policies.categories().setIncompletePath(Optional.of(Path.of("/ssd")));
        assertThat(List.of(policies.downloadLimit(), policies.uploadLimit())).containsExactly(7L, 8L);
        assertThat(policies.isAlternative()).isTrue();
        assertThat(policies.groups().all()).extracting(RateGroup::name).containsExactly("slow");
        assertThat(torrent.attributes()).containsEntry(RateGroup.ATTRIBUTE, "slow");
        assertThat(policies.categories().incompletePath()).contains(Path.of("/ssd"));
        assertThat(policies.groups().remove("slow")).isTrue();
    }
}
