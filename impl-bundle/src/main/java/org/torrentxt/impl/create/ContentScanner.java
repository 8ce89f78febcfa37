package org.torrentxt.impl.create;

import static org.torrentxt.impl.create.NameRules.refuse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.SymbolicLinks;
import org.torrentxt.bencode.ByteString;

/** Finds the files of a torrent. Use an instance for one scan only. */
final class ContentScanner {
    // what libtorrent reads of a v2 file tree, and a bound for the stack
    private static final int MAX_DEPTH = 100;

    private final CreateTorrent request;
    private final BooleanSupplier cancelled;
    private final NameRules rules = new NameRules();
    private final List<ContentFile> files = new ArrayList<>();
    private final Deque<String> names = new ArrayDeque<>();
    private final Deque<Path> realFolders = new ArrayDeque<>();
    private final Set<Path> excluded = new HashSet<>();
    private final boolean checksAccess;
    private Path realRoot;

    /**
     * A scan that can be cancelled.
     *
     * @param checksAccess false if all files have been read before
     */
    ContentScanner(CreateTorrent request, BooleanSupplier cancelled, boolean checksAccess) {
        this.request = request;
        this.checksAccess = checksAccess;
        this.cancelled = cancelled;
        request.excluded().forEach(this::exclude);
    }

    /**
     * Scans the content.
     *
     * @throws TorrentException naming the path that does not exist, is not readable, or cannot be in a torrent
     * @throws CancellationException if it was cancelled
     */
    ContentTree scan() {
        Path root = request.content().toAbsolutePath().normalize();
        if (root.getFileName() == null) {
            throw refuse(root, "it has no name; choose a folder below it");
        }
        String name = root.getFileName().toString();
        rules.checkName(root, name);
        try {
            realRoot = root.toRealPath();
            boolean folder = Files.isDirectory(root);
            if (folder) {
                scanFolder(root, realRoot);
            } else {
                names.add(name);
                addFile(root, Files.readAttributes(root, BasicFileAttributes.class));
            }
            ContentTree tree = new ContentTree(root, name, folder, List.copyOf(files));
            if (tree.totalSize() == 0) {
                throw refuse(root, "it is empty; choose a file or folder with content");
            }
            return tree;
        } catch (IOException e) {
            throw ContentErrors.unreadable(root, e);
        }
    }

    // by both its names, as a folder above may be a link
    private void exclude(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        excluded.add(absolute);
        Path parent = absolute.getParent();
        try {
            if (parent != null) {
                excluded.add(parent.toRealPath().resolve(absolute.getFileName()));
            }
        } catch (IOException e) {
            // there is no such folder, so nothing in it either
            return;
        }
    }

    private void scanFolder(Path folder, Path real) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
        if (realFolders.contains(real)) {
            throw refuse(folder, "it is a symbolic link to a folder that contains it; remove or skip the link");
        }
        if (names.size() > MAX_DEPTH) {
            throw refuse(folder, "it is nested more than " + MAX_DEPTH + " folders deep");
        }
        realFolders.push(real);
        list(folder).values().forEach(child -> scanChild(child, real));
        realFolders.pop();
    }

    private static SortedMap<ByteString, Path> list(Path folder) {
        SortedMap<ByteString, Path> children = new TreeMap<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path child : stream) {
                // two names that are no text may both read as "?": the first is as good as another for the message
                children.put(ByteString.of(child.getFileName().toString()), child);
            }
            return children;
        } catch (DirectoryIteratorException e) {
            throw ContentErrors.unreadable(folder, e.getCause());
        } catch (IOException e) {
            throw ContentErrors.unreadable(folder, e);
        }
    }

    private void scanChild(Path child, Path realFolder) {
        try {
            Path name = realFolder.resolve(child.getFileName());
            if (!request.withHiddenFiles() && Files.isHidden(child)
                    || excluded.contains(child)
                    || excluded.contains(name)) {
                return;
            }
            // one system call for most files, which are no links
            BasicFileAttributes own = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!own.isSymbolicLink()) {
                addChild(child, name, own);
            } else if (request.symbolicLinks() != SymbolicLinks.SKIP && !leadsNowhere(child)) {
                addChild(child, follow(child), Files.readAttributes(child, BasicFileAttributes.class));
            }
        } catch (IOException e) {
            throw ContentErrors.unreadable(child, e);
        }
    }

    private static boolean leadsNowhere(Path link) throws IOException {
        try {
            link.toRealPath();
            return false;
        } catch (NoSuchFileException e) {
            return true;
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            String reason = String.valueOf(e.getReason());
            if (reason.contains("symbolic links") || reason.contains("Not a directory")) { // a loop, or through a file
                return true;
            }
            throw e;
        }
    }

    private Path follow(Path link) throws IOException {
        Path target = link.toRealPath();
        if (request.symbolicLinks() == SymbolicLinks.INSIDE && !target.startsWith(realRoot)) {
            throw refuse(
                    link,
                    "it is a symbolic link to " + target + ", outside the content; follow or skip symbolic links");
        }
        return target;
    }

    private void addChild(Path child, Path real, BasicFileAttributes attributes) throws IOException {
        String name = child.getFileName().toString();
        rules.checkName(child, name);
        if (names.isEmpty() && name.equals(".pad")) {
            throw refuse(child, "clients use this name for padding; rename it");
        }
        names.addLast(name);
        rules.checkUnique(child, String.join("/", names), !attributes.isDirectory());
        if (attributes.isDirectory()) {
            scanFolder(child, real);
        } else {
            addFile(child, attributes);
        }
        names.removeLast();
    }

    private void addFile(Path path, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            throw refuse(path, "it is neither a regular file nor a folder");
        }
        if (checksAccess && !Files.isReadable(path)) {
            throw new AccessDeniedException(path.toString());
        }
        files.add(new ContentFile(path, List.copyOf(names), attributes.size(), attributes.lastModifiedTime()));
    }
}
