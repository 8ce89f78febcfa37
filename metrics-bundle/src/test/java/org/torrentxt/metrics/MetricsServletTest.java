package org.torrentxt.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.metrics.text.Metric;
import org.torrentxt.metrics.text.Samples;
import org.torrentxt.metrics.text.Scrape;
import org.torrentxt.testing.FakeSession;

class MetricsServletTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeSession session = new FakeSession("default");
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/torrentxt");
        context.addServlet(new ServletHolder(new MetricsServlet(this::scrape)), "/metrics");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private Scrape scrape() {
        Scrape scrape = new Scrape(50, 0);
        scrape.add(session);
        return scrape;
    }

    private HttpResponse<String> send(String method, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/torrentxt/metrics"))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void theTextFormatIsAnsweredAndNotKept() throws Exception {
        HttpResponse<String> answer = send("GET");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .matches("text/plain; ?version=0\\.0\\.4; ?charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(new Samples(answer.body()).value(Metric.SESSION_UP, "session", "default"))
                .isEqualTo(1);
    }

    @Test
    void openMetricsAreAnsweredToThoseWhoAsk() throws Exception {
        HttpResponse<String> answer = send("GET", "Accept", "application/openmetrics-text; version=1.0.0");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text");
        assertThat(answer.body()).endsWith("# EOF\n");
    }

    @Test
    void malformedHeadersAreAnsweredWithTheTextFormat() throws Exception {
        assertThat(send("GET", "Accept", ";;q=,,\"").statusCode()).isEqualTo(200);
        assertThat(send("GET", "Accept", "x".repeat(4000)).statusCode()).isEqualTo(200);
    }

    @Test
    void itChangesNothing() throws Exception {
        assertThat(send("HEAD").statusCode()).isEqualTo(200);
        assertThat(send("HEAD").body()).isEmpty();
        assertThat(send("POST").statusCode()).isEqualTo(405);
        assertThat(send("DELETE").statusCode()).isEqualTo(405);
    }
}
