package org.torrentxt.impl.engine;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.IpFilter.Rule;
import org.torrentxt.api.TorrentException;

/** Reads block lists in the formats P2P and DAT, line by line. */
final class BlockList {
    private static final String V4 = "(\\d{1,3}(?:\\.\\d{1,3}){3})";
    private static final String V6 = "([0-9A-Fa-f]*:[0-9A-Fa-f:.]*)";
    private static final Pattern P2P = Pattern.compile(".*:\\s*" + V4 + "\\s*-\\s*" + V4 + "\\s*");
    private static final Pattern DAT =
            Pattern.compile("\\s*" + V4 + "\\s*-\\s*" + V4 + "\\s*(?:,\\s*(\\d{1,3})\\s*(?:,.*)?)?");
    private static final Pattern DAT_V6 =
            Pattern.compile("\\s*" + V6 + "\\s*-\\s*" + V6 + "\\s*(?:,\\s*(\\d{1,3})\\s*(?:,.*)?)?");
    private static final int MAX_LENGTH = 256 * 1024 * 1024;
    private static final int HIGHEST_BLOCKED_LEVEL = 127;

    private BlockList() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws TorrentException for a line in neither format
     */
    static List<Rule> read(Path file) throws IOException {
        List<Rule> rules = new ArrayList<>();
        // names are in whatever encoding; only what is ASCII matters
        Reader text = new InputStreamReader(Folders.open(file, MAX_LENGTH), StandardCharsets.ISO_8859_1);
        try (LineNumberReader lines = new LineNumberReader(text)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("//")) {
                    rules.add(parse(line).orElseThrow(() -> noRange(file, lines.getLineNumber())));
                }
            }
        }
        return rules;
    }

    private static TorrentException noRange(Path file, int line) {
        return TorrentException.invalid("line " + line + " of " + file
                + " is no range; expected NAME:1.2.3.0-1.2.3.255 or 1.2.3.0 - 1.2.3.255 , 100 , NAME");
    }

    static Optional<Rule> parse(String line) {
        for (Pattern format : List.of(DAT, P2P, DAT_V6)) {
            Matcher matcher = format.matcher(line);
            if (matcher.matches()) {
                String level = matcher.groupCount() < 3 ? null : matcher.group(3);
                boolean blocked = level == null || Integer.parseInt(level) <= HIGHEST_BLOCKED_LEVEL;
                try {
                    return Optional.of(new Rule(address(matcher.group(1)), address(matcher.group(2)), blocked));
                } catch (TorrentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    // Lists pad numbers with zeros, which some readers of addresses take for octal.
    private static InetAddress address(String text) {
        if (text.indexOf(':') >= 0) {
            return Endpoint.address(text);
        }
        String[] parts = text.split("\\.");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int part = Integer.parseInt(parts[i]);
            if (part > 255) {
                throw TorrentException.invalid("not an address: " + text);
            }
            bytes[i] = (byte) part;
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
