package org.torrentxt.baseline;

import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.header.Attrs;
import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Packages;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Tree;
import aQute.bnd.service.diff.Type;
import aQute.bnd.version.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.torrentxt.value.ApiClasses;

/**
 * The public API as bnd sees it, and the versions of its packages, as text with a line for each element, indented by
 * its depth: what its addition means, what its removal means, its kind and its name.
 *
 * @param versions by package
 */
record Signatures(Tree tree, Map<String, Version> versions) {
    private static final String VERSION = "version ";

    /** Those of the compiled API. */
    static Signatures compiled() throws Exception {
        try (Builder builder = new Builder()) {
            builder.addClasspath(ApiClasses.folder().toFile());
            builder.setProperty("Bundle-SymbolicName", "org.torrentxt.api");
            builder.setProperty("Export-Package", "org.torrentxt.api.*");
            builder.setProperty("Private-Package", "org.torrentxt.value");
            builder.setProperty("-noimportjava", "true");
            Jar jar = builder.build();
            Map<String, Version> versions = new TreeMap<>();
            Packages exports = builder.getExports();
            exports.forEach((name, attributes) -> versions.put(name.getFQN(), version(attributes)));
            versions.keySet().removeIf(name -> name.endsWith("~")); // so bnd marks duplicates
            Tree.Data api = new DiffPluginImpl().tree(jar).get("<api>").serialize();
            removeTheJdk(api);
            return new Signatures(new DiffPluginImpl().deserialize(api), versions);
        }
    }

    // Inherited methods have annotations that a version of the JDK needs for itself.
    private static void removeTheJdk(Tree.Data data) {
        if (data.children != null) {
            data.children = Arrays.stream(data.children)
                    .filter(child -> !child.name.startsWith("jdk.internal.") && !child.name.startsWith("Java_"))
                    .toArray(Tree.Data[]::new);
            Arrays.stream(data.children).forEach(Signatures::removeTheJdk);
        }
    }

    private static Version version(Attrs attributes) {
        return Version.parseVersion(attributes.getVersion());
    }

    /** Reads what {@link #lines} returned. */
    static Signatures parse(List<String> lines) throws Exception {
        Map<String, Version> versions = new TreeMap<>();
        Deque<List<Tree.Data>> open = new ArrayDeque<>();
        open.push(new ArrayList<>());
        List<Tree.Data> all = open.peek();
        Map<Tree.Data, List<Tree.Data>> children = new IdentityHashMap<>();
        for (String line : lines) {
            if (line.startsWith(VERSION)) {
                String[] words = line.split(" ");
                versions.put(words[1], Version.parseVersion(words[2]));
                continue;
            }
            String text = line.stripLeading();
            int depth = line.length() - text.length();
            String[] words = text.split(" ", 4);
            Tree.Data data = new Tree.Data();
            data.add = Delta.valueOf(words[0]);
            data.rem = Delta.valueOf(words[1]);
            data.type = Type.valueOf(words[2]);
            data.name = words[3];
            while (open.size() > depth + 1) {
                open.pop();
            }
            open.peek().add(data);
            children.put(data, new ArrayList<>());
            open.push(children.get(data));
        }
        children.forEach((data, below) -> data.children = below.toArray(Tree.Data[]::new));
        return new Signatures(new DiffPluginImpl().deserialize(all.get(0)), versions);
    }

    /** The text. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        versions.forEach((name, version) -> lines.add(VERSION + name + " " + version));
        append(lines, tree.serialize(), "");
        return lines;
    }

    private static void append(List<String> lines, Tree.Data data, String indent) {
        lines.add(indent + data.add + " " + data.rem + " " + data.type + " " + data.name);
        if (data.children != null) {
            for (Tree.Data child : data.children) {
                append(lines, child, indent + " ");
            }
        }
    }
}
