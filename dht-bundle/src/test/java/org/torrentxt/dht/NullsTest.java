package org.torrentxt.dht;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtReleaseLink;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.FollowRelease;

/** A null where none is allowed: each parameter of each method of the store, one at a time. */
class NullsTest {
    @RegisterExtension
    static final Hosts HOSTS = new Hosts();

    private static final DhtKeyPair KEYS = DhtKeyPair.generate();
    private static final DhtReleaseLink LINK = DhtReleaseLink.of(KEYS.publicKey(), "app");

    private static final Map<Class<?>, Object> GIVEN = Map.ofEntries(
            Map.entry(String.class, "alice"),
            Map.entry(byte[].class, new byte[32]),
            Map.entry(char[].class, "secret".toCharArray()),
            Map.entry(long.class, 1L),
            Map.entry(Path.class, Path.of("target")),
            Map.entry(DhtKeyPair.class, KEYS),
            Map.entry(DhtPublicKey.class, KEYS.publicKey()),
            Map.entry(DhtTarget.class, new DhtTarget("ab".repeat(20))),
            Map.entry(InfoHash.class, new InfoHash("ab".repeat(20))),
            Map.entry(DhtReleaseLink.class, LINK),
            Map.entry(FollowRelease.class, FollowRelease.magnet(LINK.magnetUri())));

    private final Host host = HOSTS.offlineHost("nulls");

    static Stream<Arguments> parameters() {
        return executables()
                .flatMap(executable -> IntStream.range(0, executable.getParameterCount())
                        .filter(i -> !executable.getParameterTypes()[i].isPrimitive())
                        .mapToObj(i -> Arguments.of(executable, executable.getParameters()[i])));
    }

    private static Stream<Executable> executables() {
        Stream<Executable> ofParts = Arrays.stream(DhtStore.class.getMethods())
                .filter(part -> part.getReturnType().getPackage() == DhtStore.class.getPackage())
                .flatMap(part -> Arrays.stream(part.getReturnType().getMethods()));
        Stream<Executable> ofValues = Stream.of(
                        FollowRelease.class,
                        DhtReleaseLink.class,
                        ImmutableItem.class,
                        MutableItem.class,
                        DhtKeyPair.class,
                        DhtTarget.class,
                        DhtPublicKey.class)
                .flatMap(type -> Stream.concat(
                        Arrays.stream(type.getMethods()).filter(method -> Modifier.isStatic(method.getModifiers())),
                        Arrays.stream(type.getConstructors())));
        return Stream.concat(ofParts, ofValues);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aNullIsRefusedByNameAndNothingIsChanged(Executable executable, Parameter parameter) {
        Object[] arguments = Arrays.stream(executable.getParameters())
                .map(each -> each.equals(parameter) ? null : GIVEN.get(each.getType()))
                .toArray();

        Throwable failure = catchThrowable(() -> call(executable, arguments));

        assertThat(failure).isInstanceOf(NullPointerException.class).hasMessage(parameter.getName());
        assertThat(host.folder().resolve("state")).doesNotExist();
    }

    private Object call(Executable executable, Object... arguments) throws Throwable {
        try {
            return executable instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) executable).invoke(part(executable), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object part(Executable executable) {
        DhtStore store = host.store();
        return Stream.<Object>of(
                        store.identities(),
                        store.publications(),
                        store.lookups(),
                        store.watches(),
                        store.blobs(),
                        store.releases())
                .filter(executable.getDeclaringClass()::isInstance)
                .findFirst()
                .orElse(null);
    }
}
