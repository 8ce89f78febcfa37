package org.torrentxt.impl.engine;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;

/**
 * Whether names of files reach the file system as they are. The engine converts them by the locale that the process was started with;
 * without a UTF-8 locale, as under systemd and in containers, it makes {@code M.ller} of {@code Müller}, and does not find what is there.
 */
final class FileNames {
    private static final int LAST_ASCII = 0x7f;
    private static final String WAY_OUT = "; start Karaf with the environment variable LC_ALL=C.UTF-8";

    // the second is what the locale says, also where the first was set on the command line
    private static final Optional<String> WRONG =
            wrongOf(System.getProperty("sun.jnu.encoding"), System.getProperty("native.encoding"));

    private FileNames() {}

    /** The first of these encodings that is not UTF-8; one that is null is not known, and well. */
    static Optional<String> wrongOf(String... encodings) {
        for (String encoding : encodings) {
            if (encoding != null && !isUtf8(encoding)) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }

    private static boolean isUtf8(String encoding) {
        try {
            return Charset.forName(encoding).equals(StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }

    /** What is wrong with names of files in this JVM, and what to do; empty for nothing. */
    static Optional<String> problem() {
        return WRONG.map(encoding -> "the locale has names of files in " + encoding
                + ", so that those with other characters than ASCII are stored under wrong names and not found"
                + WAY_OUT);
    }

    /** True if any name reaches the file system as it is. */
    static boolean areAllPossible() {
        return WRONG.isEmpty();
    }

    /** What is wrong with the first of some paths that is stored under another name; empty for nothing. */
    static String problem(List<String> paths) {
        return WRONG.flatMap(encoding -> paths.stream()
                        .filter(path -> path.chars().anyMatch(character -> character > LAST_ASCII))
                        .findFirst()
                        .map(path -> "the name '" + Given.brief(path)
                                + "' is stored wrongly, as the locale has names of files in " + encoding + WAY_OUT))
                .orElse("");
    }
}
