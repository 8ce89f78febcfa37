package org.torrentxt.dht;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One DHT for all tests of a class, and hosts for each of them; all are stopped. */
final class Hosts implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private LocalDht dht;
    private Path folder;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory(Path.of("target"), "hosts-").toAbsolutePath();
        dht = LocalDht.start(folder);
    }

    LocalDht dht() {
        return dht;
    }

    /** Another DHT, whose nodes know nothing of the first. */
    LocalDht anotherDht() {
        LocalDht another = LocalDht.start(folder);
        running.push(another);
        return another;
    }

    /** A host that takes part in the DHT. */
    Host host(String name) {
        return use(Host.on(dht, newFolder(name)));
    }

    /** A host without a session. */
    Host offlineHost(String name) {
        return use(Host.offline(newFolder(name)));
    }

    private Host use(Host host) {
        running.push(host);
        return host;
    }

    private Path newFolder(String name) {
        try {
            return Files.createTempDirectory(folder, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        dht.close();
    }
}
