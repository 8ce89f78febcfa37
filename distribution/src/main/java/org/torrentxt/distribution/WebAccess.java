package org.torrentxt.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * How the page is reached: the usual port or, if that is in use, a free one; and a user of Karaf's realm with a random
 * password, made at the first start, as a stock Karaf has no user.
 */
final class WebAccess {
    private static final int USUAL_PORT = 8181;
    private static final String USER = "admin";
    private static final int PASSWORD_BYTES = 9;

    private final int port;
    private final String password;

    private WebAccess(int port, String password) {
        this.port = port;
        this.password = password;
    }

    static WebAccess of(Path karaf) throws IOException {
        return new WebAccess(port(), password(karaf.resolve("etc").resolve("users.properties")));
    }

    private static int port() throws IOException {
        try {
            return bind(USUAL_PORT);
        } catch (IOException e) {
            return bind(0);
        }
    }

    private static int bind(int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** That of our user; empty if somebody has changed the users. */
    private static String password(Path users) throws IOException {
        List<String> lines = Files.exists(users) ? Files.readAllLines(users, StandardCharsets.ISO_8859_1) : List.of();
        String ours = lines.stream()
                .filter(line -> line.startsWith(USER + " = ") && line.contains(","))
                .map(line ->
                        line.substring(line.indexOf('=') + 1, line.indexOf(',')).strip())
                .findFirst()
                .orElse("");
        boolean isAny = lines.stream().anyMatch(line -> !line.isBlank() && !line.startsWith("#"));
        return isAny ? ours : create(users);
    }

    private static String create(Path users) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        if (!Files.exists(users)) {
            Files.createFile(users);
        }
        if (users.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(
                users,
                "\n" + USER + " = " + password + ",admin,manager,viewer\n",
                StandardCharsets.ISO_8859_1,
                StandardOpenOption.APPEND);
        return password;
    }

    /** The option of Karaf's JVM. */
    String option() {
        return "-Dtorrentxt.http.port=" + port;
    }

    /** Prints it to standard error. */
    void announce() {
        System.err.println("Web page: http://127.0.0.1:" + port + "/torrentxt/"
                + (password.isEmpty() ? "" : ", user " + USER + ", password " + password));
    }
}
