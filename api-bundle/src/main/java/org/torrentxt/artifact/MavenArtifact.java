package org.torrentxt.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;

/**
 * The coordinates of a released Maven artifact: what they are called in a URL, in a Maven repository, and as a deployment
 * of a fleet. Immutable.
 *
 * @param group such as {@code com.acme}
 * @param name the artifact id
 * @param version a single one, no snapshot
 * @param type the extension of its file
 * @param classifier empty for none
 */
public record MavenArtifact(String group, String name, String version, String type, String classifier) {
    /** What the names of all deployments of artifacts begin with. */
    public static final String DEPLOYMENT = "mvn-";

    private static final String SCHEME = "mvn:";
    private static final String DEFAULT_TYPE = "jar";
    private static final int MAX_LENGTH = 200; // of all together: names of files have at most 255
    private static final int MIN_PATH = 4; // group, artifact id, version, file
    private static final int NAME_LENGTH = 19; // with prefix and digits, the 40 characters of a deployment's name
    private static final int DIGITS = 16;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern CLASSIFIER = Pattern.compile("[A-Za-z0-9_-]*");
    private static final List<String> CHANGING = List.of("latest", "release");

    /**
     * Checks the coordinates: only what can be a name of a file, so that no path leads elsewhere.
     *
     * @throws TorrentException INVALID_ARGUMENT for others
     */
    public MavenArtifact {
        String all = String.join("/", group, name, version, type, classifier);
        boolean isValid = all.length() <= MAX_LENGTH
                && GROUP.matcher(group).matches()
                && WORD.matcher(name).matches()
                && WORD.matcher(version).matches()
                && WORD.matcher(type).matches()
                && CLASSIFIER.matcher(classifier).matches();
        if (!isValid) {
            throw TorrentException.invalid("invalid coordinates '" + all
                    + "': expected letters, digits, dots, dashes and underscores, at most " + MAX_LENGTH
                    + " characters in all, and no dot in the classifier");
        }
        if (version.endsWith("-SNAPSHOT") || CHANGING.contains(version.toLowerCase(Locale.ROOT))) {
            throw TorrentException.invalid("version '" + version
                    + "' changes; expected a release such as 1.0.0, which is the same everywhere");
        }
    }

    /**
     * Reads a URL.
     *
     * @param url {@code mvn:G/A/V}, {@code mvn:G/A/V/TYPE} or {@code mvn:G/A/V/TYPE/CLASSIFIER}
     * @throws TorrentException INVALID_ARGUMENT for another
     */
    public static MavenArtifact parse(String url) {
        String[] parts = url.startsWith(SCHEME) ? url.substring(SCHEME.length()).split("/", -1) : new String[0];
        if (parts.length < 3 || parts.length > 5) {
            throw TorrentException.invalid("invalid artifact '" + url
                    + "': expected mvn:GROUP/ARTIFACT/VERSION, mvn:GROUP/ARTIFACT/VERSION/TYPE or"
                    + " mvn:GROUP/ARTIFACT/VERSION/TYPE/CLASSIFIER");
        }
        String type = parts.length > 3 && !parts[3].isEmpty() ? parts[3] : DEFAULT_TYPE;
        return new MavenArtifact(parts[0], parts[1], parts[2], type, parts.length > 4 ? parts[4] : "");
    }

    /**
     * The artifact that is at a place in a Maven repository.
     *
     * @param path relative to the repository, with slashes
     * @return empty if none can be there
     */
    public static Optional<MavenArtifact> ofPath(String path) {
        String[] parts = path.split("/", -1);
        int count = parts.length;
        if (count < MIN_PATH) {
            return Optional.empty();
        }
        String name = parts[count - 3];
        String version = parts[count - 2];
        String start = name + "-" + version;
        String file = parts[count - 1];
        if (!file.startsWith(start)) {
            return Optional.empty();
        }
        String rest = file.substring(start.length());
        int dot = rest.indexOf('.');
        boolean hasClassifier = rest.startsWith("-") && dot > 1;
        if (dot != 0 && !hasClassifier) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MavenArtifact(
                            String.join(".", Arrays.copyOf(parts, count - 3)),
                            name,
                            version,
                            rest.substring(dot + 1),
                            hasClassifier ? rest.substring(1, dot) : ""))
                    .filter(artifact -> artifact.path().equals(path));
        } catch (TorrentException e) {
            return Optional.empty();
        }
    }

    /** Its place in a Maven repository, relative, with slashes. */
    public String path() {
        return group.replace('.', '/') + "/" + name + "/" + version + "/" + name + "-" + version
                + (classifier.isEmpty() ? "" : "-" + classifier) + "." + type;
    }

    /**
     * The name of the deployment that has it: at most 40 characters, the same for the same coordinates, and another one
     * for others.
     */
    public String deployment() {
        return deployment(url());
    }

    /** The name of the deployment that has what is in it instead of it: like {@link #deployment()}, and another one. */
    public String unpackedDeployment() {
        return deployment(url() + " unpacked");
    }

    private String deployment(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
            return DEPLOYMENT + name.substring(0, Math.min(NAME_LENGTH, name.length())) + "-"
                    + HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JDK has it
        }
    }

    /** Its URL, as short as it can be. */
    public String url() {
        String url = SCHEME + group + "/" + name + "/" + version;
        if (!classifier.isEmpty()) {
            return url + "/" + type + "/" + classifier;
        }
        return type.equals(DEFAULT_TYPE) ? url : url + "/" + type;
    }
}
