package org.torrentxt.web.rpc.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.torrentxt.web.rpc.RpcClient;

/** Sends what a program sends: its headers and its bodies, and nothing that it does not send. */
final class App {
    static final String SESSION_ID = "X-Transmission-Session-Id";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private final List<String> headers = new ArrayList<>();

    /**
     * A program.
     *
     * @param headers names and values that are in each of its requests
     */
    App(URI uri, String... headers) {
        this.uri = uri;
        this.headers.addAll(List.of(headers));
    }

    /** Adds a header that is in all later requests. */
    void keep(String name, String value) {
        headers.add(name);
        headers.add(value);
    }

    HttpResponse<String> get() {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    /** Posts a body in which quotes are written as these: '. */
    HttpResponse<String> post(String body, String... more) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        return send(more.length == 0 ? request : request.headers(more));
    }

    /** The arguments of the answer to a call that succeeds. */
    Map<String, Object> call(String body) {
        Map<String, Object> answer = answer(post(body));
        assertThat(answer).as(body).containsEntry("result", "success");
        return RpcClient.object(answer.get("arguments"));
    }

    static Map<String, Object> answer(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        return RpcClient.object(RpcClient.parse(response.body()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
