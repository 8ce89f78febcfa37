package org.torrentxt.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A null where none is allowed, in the whole API: each parameter of each constructor, static method and method of a
 * class, one at a time. Interfaces are tested with their implementations.
 */
class NullsTest {
    // a cause may be missing, as in all exceptions; the methods are specified by the JDK
    private static final Set<String> MAY_BE_NULL = Set.of("cause", "equals", "compareTo", "valueOf");

    static Stream<Arguments> parameters() throws Exception {
        return ApiClasses.all().stream()
                .filter(type -> !type.isEnum() || type.getDeclaredMethods().length > 0)
                .flatMap(NullsTest::executables)
                .flatMap(executable -> IntStream.range(0, executable.getParameterCount())
                        .filter(i -> !executable.getParameterTypes()[i].isPrimitive())
                        .filter(i -> !MAY_BE_NULL.contains(executable.getParameters()[i].getName()))
                        .mapToObj(i -> Arguments.of(executable, executable.getParameters()[i])));
    }

    private static Stream<Executable> executables(Class<?> type) {
        return Stream.<Executable>concat(
                        Arrays.stream(type.getConstructors()),
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> !type.isInterface() || Modifier.isStatic(method.getModifiers())))
                .filter(executable -> Modifier.isPublic(executable.getModifiers()) && !executable.isSynthetic())
                .filter(executable -> !MAY_BE_NULL.contains(executable.getName()));
    }

    @Test
    void theWholeApiIsInSight() throws Exception {
        assertThat(parameters().map(each -> each.get()[0].toString()))
                .hasSizeGreaterThan(150)
                .anyMatch(text -> text.contains("AddTorrent$Builder.savePath"))
                .anyMatch(text -> text.contains("TorrentStatus$Builder.flags"))
                .anyMatch(text -> text.contains("alert.TorrentAdded("));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aNullIsRefusedByName(Executable executable, Parameter parameter) throws Exception {
        Optional<Object> target = target(executable);
        List<Object> arguments = new ArrayList<>();
        for (Parameter each : executable.getParameters()) {
            arguments.add(each.equals(parameter) ? null : Samples.of(each.getParameterizedType()));
        }

        Throwable failure = catchThrowable(() -> call(executable, target, arguments.toArray()));

        assertThat(failure)
                .as("%s of %s", parameter, executable)
                .isInstanceOf(NullPointerException.class)
                .hasMessage(parameter.getName());
    }

    private static Optional<Object> target(Executable executable) throws Exception {
        return executable instanceof Constructor<?> || Modifier.isStatic(executable.getModifiers())
                ? Optional.empty()
                : Optional.of(Samples.of(executable.getDeclaringClass()));
    }

    private static Object call(Executable executable, Optional<Object> target, Object... arguments) throws Throwable {
        try {
            return executable instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) executable).invoke(target.orElse(null), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
