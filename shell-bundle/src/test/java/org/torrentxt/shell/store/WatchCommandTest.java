package org.torrentxt.shell.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.dht.store.DhtIdentities;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtWatches;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeStore;

class WatchCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"--json --cancel alice k", "--no-format alice k"})
    void anOptionThatMeansNothingIsRefused(String words) {
        assertThatThrownBy(() -> new FakeConsole(new FakeStore()).run(new WatchCommand(), words.split(" ")))
                .hasMessage("--json does not work with --cancel, and --no-format works with the list only");
    }

    @Test
    void theVersionThatIsKnownIsTold() throws Exception {
        List<Object> seen = new ArrayList<>();
        DhtWatches watches = answering(DhtWatches.class, "watch", arguments -> {
            seen.add(arguments[2]);
            return null;
        });
        DhtIdentities identities = answering(DhtIdentities.class, "list", arguments -> List.of());
        DhtStore store = (DhtStore) Proxy.newProxyInstance(
                DhtStore.class.getClassLoader(),
                new Class<?>[] {DhtStore.class},
                (proxy, method, arguments) -> method.getName().equals("watches") ? watches : identities);
        FakeConsole console = new FakeConsole(store);

        console.run(new WatchCommand(), "--seen", "7", "ab".repeat(32), "greeting");
        console.run(new WatchCommand(), "ab".repeat(32), "greeting");
        assertThat(seen).containsExactly(7L, -1L);
        assertThatThrownBy(
                        () -> console.run(new WatchCommand(), "--seen", "7", "--cancel", "ab".repeat(32), "greeting"))
                .hasMessage("--seen works only when starting a watch, not with --cancel or the list");
    }

    private static <T> T answering(Class<T> type, String name, Function<Object[], Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (!method.getName().equals(name)) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer.apply(arguments);
                }));
    }
}
