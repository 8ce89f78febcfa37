package org.torrentxt.artifact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of features: Karaf knows a feature by a version of OSGi, whatever its repository says. */
public final class FeatureVersion {
    private static final Pattern PARTS =
            Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:[^A-Za-z0-9](.*))?", Pattern.DOTALL);
    private static final String NONE = "0.0.0";

    private FeatureVersion() {}

    /**
     * The version that Karaf has for another one: {@code 1.0.0} for {@code 1.0}, {@code 1.0.0.RC1} for {@code 1.0-RC1}.
     *
     * @param text as it is written, not null; empty for none, which is {@code 0.0.0}
     */
    public static String clean(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return text.isEmpty() ? NONE : NONE + qualifier(text);
        }
        return parts.group(1)
                + number(parts.group(2))
                + number(parts.group(3))
                + (parts.group(4) == null ? "" : qualifier(parts.group(4)));
    }

    private static String number(String digits) {
        return "." + (digits == null ? "0" : digits);
    }

    private static String qualifier(String text) {
        return "." + text.replaceAll("[^A-Za-z0-9_-]", "_");
    }
}
