package org.torrentxt.shell.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes KARs, also such as nobody should. */
public final class KarFile {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private KarFile() {}

    /**
     * A KAR with these files.
     *
     * @param namesAndContents a name, and then what that file has, for each
     */
    public static Path write(Path file, String... namesAndContents) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                ZipEntry entry = new ZipEntry(namesAndContents[i]);
                entry.setTimeLocal(TIME); // the same bytes for the same files
                zip.putNextEntry(entry);
                zip.write(namesAndContents[i + 1].getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    /** Replaces a text by another one of the same length wherever it is. */
    static void replace(Path file, String former, String text) throws IOException {
        Files.writeString(file, Files.readString(file, ISO_8859_1).replace(former, text), ISO_8859_1);
    }

    /** Changes what the list of files says of each file: called with all bytes, and where that is. */
    static void changeList(Path file, BiConsumer<ByteBuffer, Integer> change) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 46 < bytes.limit(); at++) {
            if (bytes.getInt(at) == 0x02014b50) {
                change.accept(bytes, at);
            }
        }
        Files.write(file, bytes.array());
    }
}
