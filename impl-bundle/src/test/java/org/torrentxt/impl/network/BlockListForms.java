package org.torrentxt.impl.network;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.torrentxt.api.Endpoint;

/** Block lists of one range as they are published. */
public final class BlockListForms {
    private BlockListForms() {}

    public static byte[] write(String form, String first, String last) throws IOException {
        String text = "# list\nbad \u00fc guys:" + first + "-" + last + "\n";
        return switch (form) {
            case "plain" -> text.getBytes(UTF_8);
            case "mark" -> ("\ufeff" + text.replace("\n", "\r\n")).getBytes(UTF_8);
            case "utf-16" -> ("\ufeff" + text).getBytes(UTF_16LE);
            case "gzip" -> gzip(text.getBytes(UTF_8));
            case "zip" -> zip(text.getBytes(UTF_8));
            case "gzip p2b-2" -> gzip(p2b(2, first, last));
            default -> p2b(form.charAt(form.length() - 1) - '0', first, last);
        };
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("list.p2p"));
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] p2b(int version, String first, String last) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {-1, -1, -1, -1, 'P', '2', 'B', (byte) version});
        byte[] name = "bad guys\0".getBytes(UTF_8);
        if (version == 3) {
            out.writeBytes(new byte[] {0, 0, 0, 1});
            out.writeBytes(name);
            out.writeBytes(new byte[] {0, 0, 0, 1, 0, 0, 0, 0});
        } else {
            out.writeBytes(name);
        }
        out.writeBytes(Endpoint.address(first).getAddress());
        out.writeBytes(Endpoint.address(last).getAddress());
        return out.toByteArray();
    }
}
