package org.torrentxt.impl.create;

import static org.torrentxt.impl.create.NameRules.refuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.impl.create.ListedFolder.Entry;

/** Finds the files of a torrent. Use an instance for one scan only. */
final class ContentScanner {
    private final CreateTorrent request;
    private final BooleanSupplier cancelled;
    private final NameRules rules = new NameRules();
    private final List<ContentFile> files = new ArrayList<>();
    private final Deque<String> names = new ArrayDeque<>();
    private final boolean checksAccess;

    /**
     * A scan that can be cancelled.
     *
     * @param checksAccess false if all files have been read before
     */
    ContentScanner(CreateTorrent request, BooleanSupplier cancelled, boolean checksAccess) {
        this.request = request;
        this.checksAccess = checksAccess;
        this.cancelled = cancelled;
    }

    /**
     * Scans the content, in steps that may run concurrently.
     *
     * @param steps runs a step on any thread; whatever a step throws, as this method does, ends the scan: a
     *     {@link TorrentException} naming the path that does not exist, is not readable, or cannot be in a torrent, or
     *     a {@link CancellationException}
     * @param then receives the content, once, in this call or in the last step
     */
    void scan(Consumer<Runnable> steps, Consumer<ContentTree> then) {
        Path root = request.content().toAbsolutePath().normalize();
        if (root.getFileName() == null) {
            throw refuse(root, "it has no name; choose a folder below it");
        }
        rules.checkName(root, root.getFileName().toString());
        try {
            Path real = root.toRealPath();
            if (Files.isDirectory(root)) {
                ListedFolder folder = new ListedFolder(root, real, null);
                new ContentLister(request, real, checksAccess, cancelled, steps, () -> {
                            addFolder(folder);
                            then.accept(tree(root, true));
                        })
                        .start(folder);
            } else {
                BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
                ContentLister.requireFile(root, attributes, checksAccess);
                names.add(root.getFileName().toString());
                addFile(root, attributes.size(), attributes.lastModifiedTime());
                then.accept(tree(root, false));
            }
        } catch (IOException e) {
            throw ContentErrors.unreadable(root, e);
        }
    }

    private ContentTree tree(Path root, boolean folder) {
        ContentTree tree = new ContentTree(root, root.getFileName().toString(), folder, List.copyOf(files));
        if (tree.totalSize() == 0) {
            throw refuse(root, "it is empty; choose a file or folder with content");
        }
        return tree;
    }

    private void addFolder(ListedFolder folder) {
        if (folder.failure != null) {
            throw folder.failure;
        }
        for (Entry entry : folder.entries) {
            if (!entry.isSkipped()) {
                addEntry(entry);
            }
        }
    }

    private void addEntry(Entry entry) {
        rules.checkName(entry.path, entry.name);
        if (names.isEmpty() && entry.name.equals(".pad")) {
            throw refuse(entry.path, "clients use this name for padding; rename it");
        }
        names.addLast(entry.name);
        rules.checkUnique(entry.path, String.join("/", names), entry.below == null);
        if (entry.failure != null) {
            throw entry.failure;
        }
        if (entry.below != null) {
            addFolder(entry.below);
        } else {
            addFile(entry.path, entry.size, entry.modified);
        }
        names.removeLast();
    }

    private void addFile(Path path, long size, FileTime modified) {
        files.add(new ContentFile(path, List.copyOf(names), size, modified));
    }
}
