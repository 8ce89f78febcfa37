package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.web.WebServer;

class PageServletTest {
    private final WebServer server = new WebServer(Map.of());
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        server.page("/*", new PageServlet(server.web())).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", WebServer.basic("viewer"))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return client.send(
                headers.length == 0 ? request.build() : request.headers(headers).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private String page() throws IOException, InterruptedException {
        return new String(get("/torrentxt/").body());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    // The folder of everything but the page itself.
    private String folder() throws IOException, InterruptedException {
        Matcher folder = Pattern.compile("\"(assets/[0-9a-f]{16}/)").matcher(page());
        assertThat(folder.find()).isTrue();
        return "/torrentxt/" + folder.group(1);
    }

    @Test
    void nothingButTheFilesOfThePageMayBeExecuted() throws Exception {
        HttpResponse<byte[]> page = get("/torrentxt/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(header(page, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                        + " img-src 'self' data:; media-src 'self'; form-action 'none'; base-uri 'none';"
                        + " frame-ancestors 'none'; require-trusted-types-for 'script'");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    // A browser sends what was typed into its own form with requests of this folder only, not with those to the RPC.
    @Test
    void whoLogsInByBasicAuthenticationGetsACookieForAllPaths() throws Exception {
        String cookie = header(get("/torrentxt/"), "Set-Cookie");

        assertThat(cookie).startsWith("torrentxt=").contains("Path=/;", "HttpOnly", "SameSite=Strict");
        assertThat(header(get("/torrentxt/", "Cookie", cookie.substring(0, cookie.indexOf(';'))), "Set-Cookie"))
                .isEmpty();
        // One from before a restart of the server is worth nothing.
        assertThat(header(get("/torrentxt/", "Cookie", "torrentxt=old"), "Set-Cookie"))
                .startsWith("torrentxt=");
    }

    @Test
    void withoutTheSlashItIsFoundToo() throws Exception {
        HttpResponse<byte[]> response = get("/torrentxt");

        assertThat(response.statusCode()).isBetween(301, 302);
        assertThat(header(response, "Location")).endsWith("/torrentxt/");
    }

    @Test
    void allFilesThatThePageNamesAreServedAndKept() throws Exception {
        Matcher links = Pattern.compile("(?:src|href)=\"(assets/[^\"]+)\"").matcher(page());
        int count = 0;
        while (links.find()) {
            count++;
            HttpResponse<byte[]> file = get("/torrentxt/" + links.group(1));
            assertThat(file.statusCode()).as(links.group(1)).isEqualTo(200);
            assertThat(header(file, "Cache-Control")).contains("immutable");
        }
        assertThat(count).isGreaterThan(5);
    }

    @Test
    void whatIsKnownIsNotSentAgain() throws Exception {
        HttpResponse<byte[]> first = get("/torrentxt/");
        HttpResponse<byte[]> second = get("/torrentxt/", "If-None-Match", header(first, "ETag"));

        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void isCompressedForThoseWhoAcceptIt() throws Exception {
        String script = folder() + "js/app.js";
        HttpResponse<byte[]> zipped = get(script, "Accept-Encoding", "br, gzip");
        HttpResponse<byte[]> plain = get(script);

        assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(zipped.body()).hasSizeLessThan(plain.body().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(header(zipped, "ETag")).isNotEqualTo(header(plain, "ETag"));
        assertThat(header(zipped, "Vary")).isEqualTo("Accept-Encoding");
    }

    @Test
    void headHasTheHeadersOnly() throws Exception {
        HttpResponse<byte[]> head = send("HEAD", "/torrentxt/");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length"))
                .isEqualTo(String.valueOf(get("/torrentxt/").body().length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/torrentxt/index.html",
                "/torrentxt/assets/",
                "/torrentxt/assets/0000000000000000/js/app.js",
                "/torrentxt/js/app.js",
                "/torrentxt/%2e%2e/%2e%2e/META-INF/MANIFEST.MF",
                "/torrentxt/assets/..%2f..%2forg/torrentxt/web/page/PageFiles.class"
            })
    void otherPathsLeadNowhere(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void isReadOnly() throws Exception {
        assertThat(send("POST", "/torrentxt/", "X-Requested-With", "test").statusCode())
                .isEqualTo(405);
        assertThat(send("DELETE", "/torrentxt/", "X-Requested-With", "test").statusCode())
                .isEqualTo(405);
    }

    @Test
    void eachFileOfTheSourcesIsServed() throws Exception {
        Path root = Path.of("src/main/resources/page");
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> root.relativize(file).toString())
                            .filter(name -> !name.equals("index.html")))
                    .containsExactlyInAnyOrderElementsOf(PageFiles.NAMES.stream()
                            .filter(name -> !name.startsWith("uplot/"))
                            .toList());
        }
    }
}
