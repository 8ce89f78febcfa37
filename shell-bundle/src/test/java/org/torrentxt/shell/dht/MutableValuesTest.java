package org.torrentxt.shell.dht;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;

/** dht:put and dht:get of values under a key, on a DHT with one value. */
class MutableValuesTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("5eed".repeat(16));

    @TempDir
    Path folder;

    private final FakeSession session = new FakeSession("default");
    private MutableItem stored;
    private FakeConsole console;

    @BeforeEach
    void startDht() throws Exception {
        Files.writeString(folder.resolve("alice.seed"), "5eed".repeat(16) + "\n");
        session.setDht((Dht) Proxy.newProxyInstance(
                Dht.class.getClassLoader(),
                new Class<?>[] {Dht.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "putMutable" -> put(arguments);
                    case "getMutable" -> CompletableFuture.completedFuture(Optional.ofNullable(stored));
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
        console = new FakeConsole(folder, session);
    }

    private Object put(Object[] arguments) {
        if (arguments[0] instanceof MutableItem signed) {
            assertThat(arguments[1]).isEqualTo(OptionalLong.of(signed.seq() - 1));
            stored = signed;
        } else {
            stored = MutableItem.sign((DhtKeyPair) arguments[0], (byte[]) arguments[1], 1, (byte[]) arguments[2]);
        }
        return CompletableFuture.completedFuture(new DhtPutResult(stored, 5));
    }

    @Test
    void aValueGoesUnderAKeyAndComesBack() throws Exception {
        String printed = console.run(new PutCommand(), "--key", "alice.seed", "--salt", "greeting", "hello");

        assertThat(printed).contains(KEYS.publicKey().hex(), "Version", "5").doesNotContain("5eed5eed");
        assertThat(stored.salt()).isEqualTo("greeting".getBytes(UTF_8));
        assertThat(stored.value()).isEqualTo("hello".getBytes(UTF_8));
        String key = KEYS.publicKey().hex();
        assertThat(console.run(new GetCommand(), "--salt", "greeting", key)).isEqualTo("hello");
        assertThat(console.run(new GetCommand(), "--json", key))
                .contains("\"publicKey\":\"" + key + "\"", "\"text\":\"hello\"", "\"seq\":1");
    }

    @Test
    void theVersionAfterTheExpectedOneIsStored() throws Exception {
        assertThat(console.run(new PutCommand(), "--json", "--key", "alice.seed", "--expect", "7", "hello"))
                .contains("\"seq\":8", "\"numNodes\":5", "\"target\":\"" + stored.target() + "\"");
        assertThat(stored.hasValidSignature()).isTrue();
    }

    @Test
    void whatIsOfAKeyIsRefusedWithoutOne() {
        assertFails(new PutCommand(), "--salt and --expect need --key", "--salt", "x", "hello");
        assertFails(
                new PutCommand(),
                "invalid --expect '-2': expected a number, -1 or more",
                "--key",
                "alice.seed",
                "--expect",
                "-2",
                "hello");
        assertFails(new GetCommand(), "--salt needs a public key", "--salt", "x", "ab".repeat(20));
        assertFails(
                new GetCommand(),
                "no such value on the DHT: " + KEYS.publicKey() + " with salt 'x'",
                "--salt",
                "x",
                KEYS.publicKey().hex());
        assertThat(stored).isNull();
    }

    private void assertFails(DhtAction command, String message, String... words) {
        assertThatThrownBy(() -> console.run(command, words)).hasMessageStartingWith(message);
    }
}
