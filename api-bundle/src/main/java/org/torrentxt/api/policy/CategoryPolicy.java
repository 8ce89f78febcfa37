package org.torrentxt.api.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;

/**
 * Categories of torrents, and where the files of torrents go. Each category is a configuration of the factory PID
 * {@value #PID}, which names its session. Its limits are in force for all torrents that are in it, however they got
 * there; its folders and trackers for those that were added with {@link #place}.
 *
 * <p>A torrent that was placed in a folder for incomplete ones is moved to its save path once it is complete, also after
 * a restart in between. One that somebody moves elsewhere before stays there. Alerts: those of {@link
 * Torrent#moveStorage}.
 */
@ProviderType
public interface CategoryPolicy {
    /** The factory PID of the configurations. */
    String PID = "org.torrentxt.category";

    /** The categories, sorted by name. */
    List<Category> all();

    /**
     * The category of that name.
     *
     * @param name not null
     */
    default Optional<Category> find(String name) {
        Objects.requireNonNull(name, "name");
        return all().stream().filter(category -> category.name().equals(name)).findFirst();
    }

    /**
     * The category of that name, which has to exist.
     *
     * @param name not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} that names those that exist
     */
    default Category require(String name) {
        return find(name).orElseThrow(() -> {
            List<Category> all = all();
            return TorrentException.invalid("no such category: '" + name + "'; "
                    + (all.isEmpty()
                            ? "there are none, add one by a file etc/org.torrentxt.category-NAME.cfg"
                            : "expected one of "
                                    + all.stream().map(Category::name).collect(Collectors.joining(", "))));
        });
    }

    /** The session's folder for incomplete torrents, absolute; empty if they are in their save path from the beginning. */
    Optional<Path> incompletePath();

    /**
     * Sets the session's folder for incomplete torrents: it counts for torrents that are added from now on, and is written
     * into the configuration.
     *
     * @param folder one of {@link #checkIncompletePath}; empty for none
     * @throws TorrentException as from that; {@link ErrorCode#GENERIC} if it cannot be written, it is in force
     *     nevertheless
     */
    void setIncompletePath(Optional<Path> folder);

    /**
     * Whether the names of incomplete files end with {@code .part} on disk, for torrents that are added with {@link
     * #place}; see {@link AddTorrent.Builder#partSuffix()}.
     */
    boolean hasPartSuffix();

    /**
     * Sets whether the names of incomplete files end with {@code .part} on disk: it counts for torrents that are added
     * from now on, and is written into the configuration.
     *
     * @throws TorrentException {@link ErrorCode#GENERIC} if it cannot be written, it is in force nevertheless
     */
    void setPartSuffix(boolean isOn);

    /**
     * Checks a folder for incomplete torrents.
     *
     * @param folder not null
     * @return the same
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is not absolute, or has dollar signs, backslashes,
     *     control characters, or blanks at its ends, to which configurations give a meaning
     */
    static Path checkIncompletePath(Path folder) {
        String text = Objects.requireNonNull(folder, "folder").toString();
        boolean isWritable = text.strip().equals(text)
                && text.chars()
                        .noneMatch(character ->
                                character == '$' || character == '\\' || Character.isISOControl(character));
        if (!folder.isAbsolute() || !isWritable) {
            throw TorrentException.invalid("invalid folder for incomplete torrents '" + folder
                    + "': expected the full path of a folder, without dollar signs, backslashes and control characters, and"
                    + " without blanks at its ends");
        }
        return folder;
    }

    /**
     * Completes a request to add a torrent with what its category says: its trackers, its save path if the request has
     * none, and the attribute {@value Category#ATTRIBUTE}. If there is a folder for incomplete torrents, of the category
     * or of the session, it becomes the save path, and that of the request an attribute. Call this when everything else
     * is set:
     *
     * <pre>{@code
     * AddTorrent.Builder request = AddTorrent.torrentFile(file).label("new");
     * policies.categories().place(request, Optional.of("films"));
     * session.add(request.build());
     * }</pre>
     *
     * <p>The folders of resume data remain, and {@link AddTorrent.Builder#seed()} is not incomplete. A request for a
     * torrent that the session has already is not changed: it stays in its category, or in none, and where it is.
     *
     * @param request changed, not null
     * @param category the name of a category; empty for none
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if there is no such category, or the request cannot be
     *     built; {@link ErrorCode#NO_SESSION} if the save path is below that of a session that is not running. The
     *     request is not changed then
     */
    void place(AddTorrent.Builder request, Optional<String> category);

    /**
     * Puts a torrent into a category, or takes it out of its category. Trackers are neither added nor removed.
     *
     * @param torrent of the session, not null
     * @param category the name of a category; empty for none
     * @param isMoved whether its files are moved to the folder that a torrent would get that is added now. If it is
     *     incomplete, and in a folder for such torrents, they are moved to that once it is complete
     * @return ends with the folder of its files at once, or when they have been moved, like {@link Torrent#moveStorage}
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if there
     *     is no such category, if it has too many attributes, or as from {@link Torrent#moveStorage}, after which it is
     *     in its former category
     */
    CompletionStage<Path> assign(Torrent torrent, Optional<String> category, boolean isMoved);
}
