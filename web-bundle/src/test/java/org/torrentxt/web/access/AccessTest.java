package org.torrentxt.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.web.RawHttp;
import org.torrentxt.web.RawHttp.Answer;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.login.LoginServlet;
import org.torrentxt.web.login.LogoutServlet;

class AccessTest {
    private static final String ADMIN = "Authorization: " + WebServer.basic("admin");

    private WebServer server = server(Map.of());

    /** Says who has come in. */
    private static final class Who extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Visitor visitor = Visitor.of(request);
            response.getWriter().print(visitor.user() + " " + visitor.mayManage());
        }
    }

    private static WebServer server(Map<String, ?> configuration) {
        WebServer server = new WebServer(configuration);
        return server.rpc("/rpc", new Who())
                .page("/who/*", new Who())
                .page("/login", new LoginServlet(server.web()))
                .page("/logout", new LogoutServlet(server.web()))
                .start();
    }

    private void configure(Map<String, ?> configuration) {
        server.close();
        server = server(configuration);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer get(String path, String... headers) {
        return RawHttp.send(server.port(), "GET", path, headers);
    }

    private Answer post(String path, String body, String... headers) {
        return RawHttp.sendBody(server.port(), "POST", path, body, headers);
    }

    private static String basic(String text) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(text.getBytes());
    }

    // --- who ---

    @Test
    void aUserComesInWithTheRightsOfItsRoles() {
        assertThat(get("/torrentxt/who", ADMIN).body()).isEqualTo("admin true");
        assertThat(get("/transmission/rpc", "Authorization: " + WebServer.basic("viewer"))
                        .body())
                .isEqualTo("viewer false");
    }

    @Test
    void aUserWithoutARoleIsForbidden() {
        configure(Map.of("roles.view", "", "roles.manage", "admin"));

        assertThat(get("/torrentxt/who", "Authorization: " + WebServer.basic("viewer"))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic !!!!",
                "Basic YWRtaW4=",
                "Basic YWRtaW46YWRtaW4=x=",
                "Bearer abc",
                "Digest username=\"admin\"",
                "Basic Og==",
                "\u00e4"
            })
    void whatIsNoLoginIsUnauthorized(String authorization) {
        Answer answer = get("/torrentxt/who", "Authorization: " + authorization);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("Basic realm=\"TorrentXT\", charset=\"UTF-8\"");
    }

    @Test
    void aHugeLoginIsUnauthorized() {
        assertThat(get("/torrentxt/who", basic("admin:" + "x".repeat(5000))).status())
                .isEqualTo(401);
        assertThat(get("/torrentxt/who", "Authorization: Basic " + "A".repeat(100_000))
                        .status())
                .isEqualTo(431);
    }

    @Test
    void scriptsAreNotAskedByTheBrowser() {
        assertThat(get("/torrentxt/who", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Dest: empty")
                        .header("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Form"));
    }

    // --- logins ---

    @Test
    void aClientThatPollsLogsInOncePerMinute() {
        for (int i = 0; i < 20; i++) {
            assertThat(get("/transmission/rpc", ADMIN).status()).isEqualTo(200);
        }
        assertThat(server.logins()).isEqualTo(1);

        server.pass(LoginCache.TIME);
        get("/transmission/rpc", ADMIN);
        assertThat(server.logins()).isEqualTo(2);
    }

    @Test
    void manyFirstRequestsAtATimeLogInOnce() throws Exception {
        Thread[] clients = new Thread[20];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = new Thread(() -> get("/transmission/rpc", ADMIN));
            clients[i].start();
        }
        for (Thread client : clients) {
            client.join();
        }

        assertThat(server.logins()).isEqualTo(1);
    }

    @Test
    void anotherPasswordTakesEffectWithinAMinute() {
        get("/transmission/rpc", ADMIN);
        server.setPassword("admin", "new");

        assertThat(get("/transmission/rpc", basic("admin:new")).status()).isEqualTo(200);
        server.pass(LoginCache.TIME);
        assertThat(get("/transmission/rpc", ADMIN).status()).isEqualTo(401);
    }

    @Test
    void whoGuessesHasToWait() {
        for (int i = 0; i < Lockout.OF_USER; i++) {
            assertThat(get("/transmission/rpc", basic("admin:" + i)).status()).isEqualTo(401);
        }

        Answer locked = get("/transmission/rpc", ADMIN);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.header("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Long.parseLong(seconds)).isBetween(1L, Lockout.FIRST.toSeconds()));
        assertThat(get("/transmission/rpc", "Authorization: " + WebServer.basic("viewer"))
                        .status())
                .isEqualTo(200);
        server.pass(Lockout.FIRST);
        assertThat(get("/transmission/rpc", ADMIN).status()).isEqualTo(200);
    }

    @Test
    void whoGuessesUsersHasToWaitToo() {
        for (int i = 0; i < Lockout.OF_ADDRESS; i++) {
            get("/transmission/rpc", basic("user" + i + ":x"));
        }

        assertThat(get("/transmission/rpc", ADMIN).status()).isEqualTo(429);
    }

    // --- where from ---

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8181", "a.localhost:1", "[::1]:8181", "10.1.2.3", "LOCALHOST.:80"})
    void itIsKnownByAddressesAndNamesOfThisHost(String host) {
        assertThat(get("/torrentxt/who", ADMIN, "Host: " + host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8181", "127.0.0.1.evil.example", "localhost.evil.example"})
    void anotherNameIsRefusedAsItMayHaveBeenRebound(String host) {
        Answer answer = get("/torrentxt/who", ADMIN, "Host: " + host);

        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.body()).contains("hosts in etc/org.torrentxt.web.cfg");
    }

    @Test
    void configuredNamesAreKnown() {
        configure(Map.of("hosts", "Torrents.Example, b.example"));

        assertThat(get("/torrentxt/who", ADMIN, "Host: torrents.example").status())
                .isEqualTo(200);
        assertThat(get("/torrentxt/who", ADMIN, "Host: 127.0.0.1:80", "Origin: https://b.example")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "http://127.0.0.1:1",
                "null",
                "http://localhost",
                "file://",
                "",
                "http://127.0.0.1:PORT@evil.example"
            })
    void aPageOfSomebodyElseIsRefused(String origin) {
        String port = Integer.toString(server.port());
        assertThat(get("/torrentxt/who", ADMIN, "Origin: " + origin.replace("PORT", port))
                        .status())
                .isEqualTo(403);
        assertThat(post("/transmission/rpc", "{}", ADMIN, "Origin: " + origin.replace("PORT", port))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aPageOfThisServerIsNot() {
        assertThat(post("/torrentxt/who", "{}", ADMIN, "Origin: http://127.0.0.1:" + server.port())
                        .status())
                .isEqualTo(200);
        assertThat(post("/torrentxt/who", "{}", ADMIN, "Origin: null", "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatAnotherPageMakesABrowserSendIsRefusedButItsLinksAreNot() {
        assertThat(get("/torrentxt/who", ADMIN, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: image")
                        .status())
                .isEqualTo(403);
        assertThat(get("/torrentxt/who", ADMIN, "Sec-Fetch-Site: same-site").status())
                .isEqualTo(403);
        assertThat(get(
                                "/torrentxt/who",
                                ADMIN,
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Mode: navigate",
                                "Sec-Fetch-Dest: document")
                        .status())
                .isEqualTo(200);
        assertThat(post(
                                "/torrentxt/who",
                                "x",
                                ADMIN,
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Mode: navigate",
                                "Sec-Fetch-Dest: document")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aChangeNeedsAProofThatItIsIntended() {
        assertThat(post("/torrentxt/who", "x", ADMIN).status()).isEqualTo(403);
        assertThat(post("/torrentxt/who", "x", ADMIN, "X-Requested-With: x").status())
                .isEqualTo(200);
    }

    @Test
    void aClientBehindAProxyIsNotOnThisHost() {
        assertThat(get("/torrentxt/who", ADMIN, "X-Forwarded-For: 127.0.0.1").status())
                .isEqualTo(403);
        assertThat(get("/torrentxt/who", ADMIN, "Forwarded: for=127.0.0.1").status())
                .isEqualTo(403);
        configure(Map.of("remote", "true"));
        assertThat(get("/torrentxt/who", ADMIN, "X-Forwarded-For: 127.0.0.1").status())
                .isEqualTo(200);
    }

    // --- every answer ---

    @Test
    void everyAnswerHasTheHeadersThatBrowsersNeedAndNoneForOtherOrigins() {
        for (Answer answer : new Answer[] {
            get("/torrentxt/who", ADMIN),
            get("/torrentxt/who"),
            get("/torrentxt/who", ADMIN, "Host: evil.example"),
            get("/torrentxt/login"),
            post("/torrentxt/who", "x", ADMIN),
            RawHttp.send(server.port(), "OPTIONS", "/transmission/rpc", "Origin: http://evil.example")
        }) {
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.header("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
            assertThat(answer.header("Referrer-Policy")).isPresent();
            assertThat(answer.headers()).noneMatch(line -> line.startsWith("Access-Control"));
        }
    }

    @Test
    void traceIsNotAllowed() {
        Answer answer = RawHttp.send(server.port(), "TRACE", "/transmission/rpc", ADMIN);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isPresent();
    }

    // --- the form ---

    private Answer logIn(String password) {
        return post(
                "/torrentxt/login",
                "user=admin&password=" + password,
                "Origin: http://127.0.0.1:" + server.port(),
                "Content-Type: application/x-www-form-urlencoded");
    }

    private static String cookie(Answer answer) {
        return "Cookie: other=1; " + answer.header("Set-Cookie").orElseThrow().split(";")[0];
    }

    @Test
    void theFormGivesACookieThatScriptsAndOtherSitesDoNotGet() {
        Answer answer = logIn("admin");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).contains("/torrentxt/");
        assertThat(answer.header("Set-Cookie").orElseThrow())
                .matches("torrentxt=[\\w-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
        assertThat(get("/torrentxt/who", cookie(answer)).body()).isEqualTo("admin true");
        assertThat(get("/transmission/rpc", cookie(answer)).status()).isEqualTo(200);
    }

    @Test
    void aCookieEndsWithTheSessionThePasswordAndTheTime() {
        String out = cookie(logIn("admin"));
        Answer answer = post("/torrentxt/logout", "x", out, "Origin: http://127.0.0.1:" + server.port());
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(get("/torrentxt/who", out).status()).isEqualTo(401);

        String idle = cookie(logIn("admin"));
        server.pass(CookieSessions.IDLE.plus(Duration.ofSeconds(1)));
        assertThat(get("/torrentxt/who", idle).status()).isEqualTo(401);

        String old = cookie(logIn("admin"));
        server.setPassword("admin", "new");
        server.pass(LoginCache.TIME);
        assertThat(get("/torrentxt/who", old).status()).isEqualTo(401);
        assertThat(get("/torrentxt/who", basic("admin:new")).status()).isEqualTo(200);
    }

    @Test
    void theFormSaysWhatIsWrongWithoutWhatWasSent() {
        assertThat(logIn("wrong").status()).isEqualTo(401);
        assertThat(logIn("%3Cscript%3E").body())
                .contains("wrong user or password")
                .doesNotContain("script");
        assertThat(post("/torrentxt/login", "user=%zz", "X-Requested-With: x").status())
                .isEqualTo(400);
        assertThat(post("/torrentxt/login", "password=" + "x".repeat(100_000), "X-Requested-With: x")
                        .status())
                .isEqualTo(400);
        for (int i = 0; i < Lockout.OF_USER; i++) {
            logIn("wrong");
        }
        Answer locked = logIn("admin");
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.header("Retry-After")).isPresent();
    }

    @Test
    void anotherSiteCannotLogSomebodyInOrOut() {
        assertThat(post("/torrentxt/login", "user=admin&password=admin", "Origin: http://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(post("/torrentxt/login", "user=admin&password=admin").status())
                .isEqualTo(403);
        assertThat(get("/torrentxt/logout").status()).isEqualTo(405);
    }

    @Test
    void onlyThePublicPathsAreOpen() {
        for (String path : new String[] {
            "/torrentxt/login/../who",
            "/torrentxt/login/%2e%2e/who",
            "/torrentxt/login;x/../who",
            "//torrentxt/who",
            "/torrentxt/who;jsessionid=1",
            "/torrentxt//who",
            "/torrentxt/login/../../torrentxt/who/a"
        }) {
            assertThat(get(path).status()).as(path).isIn(400, 401, 404);
        }
    }
}
