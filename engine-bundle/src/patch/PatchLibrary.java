import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes a copy of the native library in which faults are mended that Java cannot prevent
 * (docs/decisions/0013-the-native-library-is-patched.md, 0018-skipped-files-are-known-from-the-start.md,
 * 0048-small-messages-do-not-wait.md, 0082-files-stay-open-between-jobs.md).
 * Arguments: the library, the list of patches for its version, and the copy.
 *
 * <p>A line of the list is {@code OFFSET EXPECTED REPLACEMENT}, in hexadecimal; an empty line or one with {@code #} is skipped.
 * A library that has other bytes there than expected fails the build. A version without a list is copied as it is.
 */
final class PatchLibrary {
    private PatchLibrary() {}

    public static void main(String[] arguments) throws IOException {
        Path library = Path.of(arguments[0]);
        Path list = Path.of(arguments[1]);
        Path copy = Path.of(arguments[2]);
        byte[] bytes = Files.readAllBytes(library);
        if (Files.exists(list)) {
            for (String line : Files.readAllLines(list)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    apply(bytes, List.of(line.split(" ")));
                }
            }
        } else {
            System.out.println("[WARNING] no patches for this version of the native library: " + list.getFileName()
                    + "; see docs/engine-bugs.md for what peers can do to it");
        }
        Files.createDirectories(copy.getParent());
        if (!Files.exists(copy) || !Arrays.equals(Files.readAllBytes(copy), bytes)) {
            Files.write(copy, bytes);
        }
    }

    private static void apply(byte[] bytes, List<String> patch) {
        int offset = Integer.parseInt(patch.get(0), 16);
        byte[] expected = HexFormat.of().parseHex(patch.get(1));
        byte[] replacement = HexFormat.of().parseHex(patch.get(2));
        if (replacement.length > expected.length
                || !Arrays.equals(bytes, offset, offset + expected.length, expected, 0, expected.length)) {
            throw new IllegalArgumentException("the native library is not the one that the patch at " + patch.get(0)
                    + " was made for: unexpected bytes; remove the patch, or make one for this library");
        }
        System.arraycopy(replacement, 0, bytes, offset, replacement.length);
    }
}
