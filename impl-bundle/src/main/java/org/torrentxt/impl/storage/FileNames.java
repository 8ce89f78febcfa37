package org.torrentxt.impl.storage;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import org.torrentxt.impl.input.Arguments;

/**
 * Checks whether file names reach the file system unchanged. The engine converts them to the encoding of the locale
 * that the process was started with; without a UTF-8 locale, as under systemd and in containers, it stores
 * {@code Müller} as {@code M.ller}, and does not find existing files.
 */
public final class FileNames {
    private static final int LAST_ASCII = 0x7f;
    private static final String WAY_OUT = "; start Karaf with the environment variable LC_ALL=C.UTF-8";

    // the second is that of the locale, even if the first was set on the command line
    private static final Optional<String> WRONG =
            wrongOf(System.getProperty("sun.jnu.encoding"), System.getProperty("native.encoding"));

    private FileNames() {}

    /** The first of these encodings that is not UTF-8; null is unknown and accepted. */
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

    /** The problem with file names in this JVM, and what to do; empty if there is none. */
    public static Optional<String> problem() {
        return WRONG.map(encoding -> "the locale's encoding for file names is " + encoding
                + ": files with non-ASCII names are stored under wrong names and not found" + WAY_OUT);
    }

    /** True if every name reaches the file system unchanged. */
    public static boolean areAllPossible() {
        return WRONG.isEmpty();
    }

    /** The problem with the first of these paths that would be stored under another name; empty if there is none. */
    public static String problem(List<String> paths) {
        return WRONG.flatMap(encoding -> paths.stream()
                        .filter(path -> path.chars().anyMatch(character -> character > LAST_ASCII))
                        .findFirst()
                        .map(path -> "the name '" + Arguments.brief(path)
                                + "' is stored wrongly: the locale's encoding for file names is " + encoding + WAY_OUT))
                .orElse("");
    }
}
