package org.torrentxt.benchmarks.fleet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.osgi.framework.Constants;

/** A Karaf feature with large bundles: random bytes, which cannot be compressed. */
final class LargeFeature {
    static final int BUNDLES = 5;

    private static final String GROUP = "benchmark";
    private static final String VERSION = "1.0.0";
    private static final int CHUNK = 1 << 20;
    private static final String FEATURES = """
        <features name="%1$s" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
          <feature name="%1$s" version="%2$s">
        %3$s
          </feature>
        </features>
        """;

    private LargeFeature() {}

    /** Writes its bundles, and its features repository as {@code features.xml}, into a folder, and returns that. */
    static Path write(Path folder, String feature, int mebibytes) throws IOException {
        for (int i = 1; i <= BUNDLES; i++) {
            bundle(folder.resolve(name(feature, i) + ".jar"), name(feature, i), mebibytes / BUNDLES);
        }
        Files.writeString(folder.resolve("features.xml"), features(feature, i -> name(feature, i) + ".jar"));
        return folder;
    }

    /** Writes it into the folder of a Maven repository; its features repository is {@code NAME.xml} at its top. */
    static void publish(Path repository, String feature, int mebibytes) throws IOException {
        for (int i = 1; i <= BUNDLES; i++) {
            String name = name(feature, i);
            Path folder = Files.createDirectories(repository.resolve(Path.of(GROUP, name, VERSION)));
            bundle(folder.resolve(name + "-" + VERSION + ".jar"), name, mebibytes / BUNDLES);
        }
        Files.writeString(
                repository.resolve(feature + ".xml"),
                features(feature, i -> "mvn:" + GROUP + "/" + name(feature, i) + "/" + VERSION));
    }

    private static String name(String feature, int bundle) {
        return feature + "." + bundle;
    }

    private interface Location {
        String of(int bundle);
    }

    private static String features(String feature, Location location) {
        return FEATURES.formatted(
                feature,
                VERSION,
                IntStream.rangeClosed(1, BUNDLES)
                        .mapToObj(i -> "    <bundle>" + location.of(i) + "</bundle>")
                        .collect(Collectors.joining("\n")));
    }

    private static void bundle(Path file, String name, int mebibytes) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        manifest.getMainAttributes().putValue(Constants.BUNDLE_VERSION, VERSION);
        try (JarOutputStream jar =
                new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), manifest)) {
            jar.setLevel(Deflater.NO_COMPRESSION);
            jar.putNextEntry(new ZipEntry("content"));
            Random random = new Random(name.hashCode());
            byte[] chunk = new byte[CHUNK];
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(chunk);
                jar.write(chunk);
            }
        }
    }
}
