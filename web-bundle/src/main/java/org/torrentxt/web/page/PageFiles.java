package org.torrentxt.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files of the page, read once. The page itself has the empty path; the others are below a folder that is named
 * after the content of all of them, so that those of different versions never meet.
 */
final class PageFiles {
    /** All that are served beside {@code index.html}: a path that is not in this list leads nowhere. */
    static final List<String> NAMES = List.of(
            "icon.svg",
            "css/page.css",
            "css/grid.css",
            "css/details.css",
            "css/dialogs.css",
            "js/actions.js",
            "js/add.js",
            "js/app.js",
            "js/chart.js",
            "js/columns.js",
            "js/details.js",
            "js/dom.js",
            "js/file-tree.js",
            "js/filters.js",
            "js/format.js",
            "js/grid.js",
            "js/history.js",
            "js/live.js",
            "js/notices.js",
            "js/player.js",
            "js/rpc.js",
            "js/slot.js",
            "js/status.js",
            "js/tab-files.js",
            "js/tab-overview.js",
            "js/tab-peers.js",
            "js/tab-pieces.js",
            "js/tab-rates.js",
            "js/tab-trackers.js",
            "js/table.js",
            "js/torrents.js",
            "js/view-doctor.js",
            "js/view-events.js",
            "js/view-nodes.js",
            "js/view-settings.js",
            "js/view-statistics.js",
            "js/virtual-rows.js",
            "uplot/uPlot.esm.js",
            "uplot/uPlot.min.css",
            "uplot/LICENSE.txt");

    private static final String ROOT = "/page/";
    private static final String FOLDER = "assets/";
    private static final String MODULES = "<!-- modules -->";
    private static final int VERSION_LENGTH = 16;

    private final Map<String, PageFile> files = new LinkedHashMap<>();

    PageFiles() {
        Map<String, PageFile> read = new LinkedHashMap<>();
        NAMES.forEach(name -> read.put(name, new PageFile(name, read(name))));
        PageFile template = new PageFile("index.html", read("index.html"));
        MessageDigest all = PageFile.sha256();
        read.values().forEach(file -> all.update(file.digest().getBytes(StandardCharsets.US_ASCII)));
        String version = HexFormat.of().formatHex(all.digest()).substring(0, VERSION_LENGTH);
        String folder = FOLDER + version + "/";
        read.forEach((name, file) -> files.put(folder + name, file));
        String page = template.text().replace(MODULES, modules()).replace("\"" + FOLDER, "\"" + folder);
        files.put("", new PageFile("index.html", page.getBytes(StandardCharsets.UTF_8)));
    }

    // Else a browser learns of each module from the one that imports it, and asks for it only then.
    private static String modules() {
        return NAMES.stream()
                .filter(name -> name.endsWith(".js"))
                .map(name -> "<link rel=\"modulepreload\" href=\"" + FOLDER + name + "\" />")
                .collect(Collectors.joining("\n        "));
    }

    /**
     * The file at a path.
     *
     * @param path below the context, without a leading slash
     */
    Optional<PageFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static byte[] read(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException("missing in the bundle: " + ROOT + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
