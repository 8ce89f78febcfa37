package org.torrentxt.impl.create;

import static org.torrentxt.impl.create.NameRules.refuse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.impl.create.ListedFolder.Entry;

/**
 * Lists a folder and what is below it, in steps that may run concurrently, as the attributes of each file cost a system
 * call, or a round trip to a file server. What cannot be in a torrent is kept as a failure, so that the caller reports
 * the first one in order, whatever step was first. Use an instance once only.
 */
final class ContentLister {
    // what libtorrent reads of a v2 file tree, and a bound for the stack
    private static final int MAX_DEPTH = 100;
    private static final int ENTRIES_PER_STEP = 256;

    private final CreateTorrent request;
    private final LinkRules links;
    private final Exclusions exclusions;
    private final boolean checksAccess;
    private final BooleanSupplier cancelled;
    private final Consumer<Runnable> steps;
    private final Runnable then;
    private final AtomicInteger left = new AtomicInteger();

    /**
     * Creates an instance.
     *
     * @param realRoot the folder to list, without links
     * @param checksAccess whether files that cannot be read are failures
     * @param steps runs a step on any thread; one that fails ends the listing
     * @param then called once by the last step
     */
    ContentLister(
            CreateTorrent request,
            Path realRoot,
            boolean checksAccess,
            BooleanSupplier cancelled,
            Consumer<Runnable> steps,
            Runnable then) {
        this.request = request;
        this.links = new LinkRules(request.symbolicLinks(), realRoot);
        this.exclusions = new Exclusions(request.excluded());
        this.checksAccess = checksAccess;
        this.cancelled = cancelled;
        this.steps = steps;
        this.then = then;
    }

    /** Begins with that folder. */
    void start(ListedFolder root) {
        submit(() -> list(root));
    }

    private void submit(Runnable step) {
        left.incrementAndGet();
        steps.accept(() -> {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            step.run();
            if (left.decrementAndGet() == 0) {
                then.run();
            }
        });
    }

    private void list(ListedFolder folder) {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.path)) {
            stream.forEach(child -> entries.add(new Entry(child)));
        } catch (DirectoryIteratorException e) {
            folder.failure = ContentErrors.unreadable(folder.path, e.getCause());
        } catch (IOException e) {
            folder.failure = ContentErrors.unreadable(folder.path, e);
        }
        folder.entries = entries.toArray(Entry[]::new);
        Arrays.sort(folder.entries);
        entries.forEach(Entry::sorted);
        int first = 0;
        for (; first + ENTRIES_PER_STEP < folder.entries.length; first += ENTRIES_PER_STEP) {
            int from = first;
            submit(() -> inspect(folder, from, from + ENTRIES_PER_STEP));
        }
        inspect(folder, first, folder.entries.length);
    }

    private void inspect(ListedFolder folder, int from, int to) {
        for (int i = from; i < to; i++) {
            Entry entry = folder.entries[i];
            try {
                inspect(folder, entry);
            } catch (TorrentException e) {
                entry.failure = e;
            } catch (IOException e) {
                entry.failure = ContentErrors.unreadable(entry.path, e);
            }
        }
    }

    private void inspect(ListedFolder folder, Entry entry) throws IOException {
        Path path = entry.path;
        if (!request.withHiddenFiles() && Files.isHidden(path) || exclusions.contain(path, folder.real)) {
            return;
        }
        // one system call for most files, which are no links
        BasicFileAttributes own = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (own.isSymbolicLink()) {
            if (links.areFollowed() && !LinkRules.leadsNowhere(path)) {
                Path target = links.follow(path);
                found(folder, entry, target, Files.readAttributes(path, BasicFileAttributes.class));
            }
        } else {
            found(folder, entry, own.isDirectory() ? folder.real.resolve(path.getFileName()) : null, own);
        }
    }

    private void found(ListedFolder folder, Entry entry, Path real, BasicFileAttributes attributes) throws IOException {
        if (attributes.isDirectory()) {
            if (folder.isWithin(real)) {
                throw refuse(entry.path, "it is a symbolic link to a folder that contains it; remove or skip the link");
            }
            if (folder.depth >= MAX_DEPTH) {
                throw refuse(entry.path, "it is nested more than " + MAX_DEPTH + " folders deep");
            }
            entry.below = new ListedFolder(entry.path, real, folder);
            submit(() -> list(entry.below));
        } else {
            requireFile(entry.path, attributes, checksAccess);
            entry.size = attributes.size();
            entry.modified = attributes.lastModifiedTime();
        }
    }

    /** Checks that it is a file that can be read. */
    static void requireFile(Path path, BasicFileAttributes attributes, boolean checksAccess) throws IOException {
        if (!attributes.isRegularFile()) {
            throw refuse(path, "it is neither a regular file nor a folder");
        }
        if (checksAccess && !Files.isReadable(path)) {
            throw new AccessDeniedException(path.toString());
        }
    }
}
