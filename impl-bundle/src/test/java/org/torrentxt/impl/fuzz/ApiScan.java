package org.torrentxt.impl.fuzz;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.history.SessionHistory;
import org.torrentxt.api.policy.SessionPolicies;

/** All that the API lets others call, found in its packages. */
final class ApiScan {
    // other bundles implement these, and their own tests call them
    private static final Set<Package> OTHERS = Set.of(
            DhtStore.class.getPackage(),
            SessionPolicies.class.getPackage(),
            Fleet.class.getPackage(),
            Health.class.getPackage(),
            SessionHistory.class.getPackage());

    private static final List<Class<?>> TYPES = new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(Torrent.class.getPackageName())
                    .stream()
                    .map(JavaClass::reflect)
                    .filter(ApiScan::isPublic)
                    .filter(type -> !OTHERS.contains(type.getPackage()))
                    .sorted(Comparator.comparing(Class::getName))
                    .toList();

    private ApiScan() {}

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    static List<Class<?>> interfaces() {
        return TYPES.stream()
                .filter(type -> type.isInterface() && !type.isAnnotation())
                .toList();
    }

    /** The constructors and static methods of classes for callers, and the methods of their builders. */
    static List<Executable> waysToMakeSomething() {
        return TYPES.stream()
                .filter(type -> !type.isInterface() && !isAnswer(type))
                .flatMap(ApiScan::waysToMakeSomething)
                .toList();
    }

    // Values that the session builds: they go nowhere, and are as it says; its own tests see that none takes null.
    private static boolean isAnswer(Class<?> type) {
        Class<?> value = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
        return Arrays.stream(value.getMethods())
                .anyMatch(method -> isStatic(method) && method.getName().equals("builder"));
    }

    private static Stream<Executable> waysToMakeSomething(Class<?> type) {
        Stream<Executable> methods = Arrays.stream(type.getDeclaredMethods());
        Stream<Executable> constructors = Arrays.stream(type.getConstructors());
        return Stream.concat(
                        constructors,
                        methods.filter(method ->
                                isStatic(method) || type.getSimpleName().equals("Builder")))
                .filter(way -> Modifier.isPublic(way.getModifiers()) && way.getParameterCount() > 0)
                .filter(way -> !(type.isEnum() && way.getName().equals("valueOf")))
                .sorted(Comparator.comparing(Executable::toGenericString));
    }

    private static boolean isStatic(Member member) {
        return Modifier.isStatic(member.getModifiers());
    }
}
