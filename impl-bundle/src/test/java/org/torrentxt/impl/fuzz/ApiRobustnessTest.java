package org.torrentxt.impl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Limits;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtStatus;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.create.TestCreator;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.session.EngineService;

/**
 * Calls every method of the API, found by reflection, where it must not do harm: on a torrent that is gone, on a
 * session that is stopped, and with arguments that nobody should give. What comes back must be what the API promises,
 * soon, and the session must go on as before.
 */
class ApiRobustnessTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final int SIZE = 300_000;

    /** Interfaces that are not called here, each with the reason. */
    private static final Map<Class<?>, String> NOT_OURS = Map.of(
            Alert.class, "implemented by records, which the tests of alerts look at",
            AlertListener.class, "implemented by users",
            TorrentChannel.class, "a channel, which the tests of reading look at");

    private static final List<Class<?>> API = ApiScan.interfaces().stream()
            .filter(type -> !NOT_OURS.containsKey(type))
            .toList();

    /** What has no session that could stop. */
    private static final Set<Class<?>> WITHOUT_SESSION = Set.of(TorrentCreator.class, TorrentEngine.class);

    /** What is known without the engine, and stays so. */
    private static final Set<String> CONSTANT = Set.of(
            "Torrent.id",
            "Torrent.infoHashes",
            "TorrentSession.name",
            "TorrentSession.engineVersion",
            "TorrentSession.settings",
            "TorrentSession.ipFilter",
            "TorrentSession.stateTransfer",
            "TorrentSession.dht");

    /** Where 0 would be a value. */
    private static final Set<String> NONE_IS_MINUS_ONE =
            Set.of("Torrent.queuePosition", "Torrent.maxConnections", "Torrent.maxUploads");

    /** What a stopped session cannot answer with nothing. */
    private static final Set<String> NEEDS_SESSION = Set.of(
            "Torrent.open",
            "TorrentSession.status",
            "TorrentSession.add",
            "TorrentSession.addAll",
            "StateTransfer.add",
            "StateTransfer.backup",
            "SessionSettings.list",
            "SessionSettings.get",
            "SessionSettings.encryption",
            "IpFilter.load",
            "Dht.status",
            "Dht.saveState");

    /** What only the engine and the services make: its components are what they tell. */
    private static final Set<String> RESULT_PACKAGES =
            Set.of(TorrentState.class.getPackageName(), AlertType.class.getPackageName());

    private static final Set<Class<?>> RESULTS = Set.of(
            AddResult.class,
            CreatedTorrent.class,
            CreateTorrent.Progress.class,
            SessionSettings.Setting.class,
            DhtPutResult.class,
            DhtStatus.class,
            ImmutableItem.class);

    /** What users only get to see. */
    private static final Set<Class<?>> FOR_IMPLEMENTATIONS = Set.of(Limits.class, TorrentException.class);

    /**
     * Where even the strangest value has a meaning: what is not there needs no removing, an unknown version brings all, a number without a name is
     * told as such, texts are free, a path is that of a file or of none, and requests and items are checked when they are carried out.
     */
    private static final Set<String> TAKES_ANYTHING = Set.of(
            "TorrentSession.changes",
            "Torrent.removeTracker",
            "Torrent.removeWebSeed",
            "Torrent.removeLabel",
            "Torrent.removeAttribute",
            "Torrent.setAttribute",
            "Builder.label",
            "Builder.attribute",
            "TorrentState.of",
            "MutableItem.new",
            "Builder.name",
            "Builder.comment",
            "Builder.creator",
            "Builder.source",
            "Builder.exclude",
            "HashedFile.new",
            "Credentials.hide",
            "Credentials.remove",
            "MagnetLink.of",
            "Builder.tracker",
            "Builder.webSeed");

    private static byte[] torrentFile;
    private static LocalSession running;
    private static List<Torrent> removed;

    /** Of a session that is stopped: all of its parts, and a torrent. */
    private static Map<Class<?>, Object> stopped;

    @TempDir
    Path folder;

    private WildArguments arguments;
    private LocalSession local;
    private final List<CompletableFuture<?>> stages = new ArrayList<>();

    static Stream<Named<Method>> methods() {
        return methodsOf(API);
    }

    static Stream<Named<Executable>> waysToMakeSomething() {
        return ApiScan.waysToMakeSomething().stream()
                .filter(way -> !isNotForUsers(way.getDeclaringClass()))
                .map(way -> Named.of(describe(way), way));
    }

    private static boolean isNotForUsers(Class<?> type) {
        return RESULTS.contains(type)
                || FOR_IMPLEMENTATIONS.contains(type)
                || type.isRecord() && RESULT_PACKAGES.contains(type.getPackageName())
                || AddTorrent.Source.class.isAssignableFrom(type);
    }

    private static Stream<Named<Method>> methodsOf(List<Class<?>> types) {
        return types.stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .sorted(Comparator.comparing(Method::toGenericString))
                .map(method -> Named.of(describe(method), method));
    }

    private static String describe(Executable way) {
        return nameOf(way)
                + Arrays.stream(way.getParameters()).map(Parameter::getName).toList();
    }

    static Stream<Named<Method>> methodsOfTorrents() {
        return methods().filter(method -> method.getPayload().getDeclaringClass() == Torrent.class);
    }

    static Stream<Named<Method>> methodsOfSessions() {
        return methods()
                .filter(method -> !WITHOUT_SESSION.contains(method.getPayload().getDeclaringClass()));
    }

    private static String nameOf(Executable way) {
        String name = way instanceof Constructor<?> ? "new" : way.getName();
        return way.getDeclaringClass().getSimpleName() + "." + name;
    }

    /** What is gone stays so, whatever is called: once for all methods. */
    @BeforeAll
    static void removeAndStop(@TempDir Path folder) {
        torrentFile = torrentIn(folder);
        running = LocalSession.start("running", folder);
        removed = addTorrents(running.session(), folder);
        removed.forEach(torrent -> torrent.remove(false));
        try (LocalSession ending = LocalSession.start("ending", folder)) {
            Torrent torrent = addTorrents(ending.session(), folder).get(0);
            stopped = methodsOfSessions()
                    .map(method -> method.getPayload().getDeclaringClass())
                    .distinct()
                    .collect(Collectors.toMap(Function.identity(), type -> target(type, ending.session(), torrent)));
        }
    }

    @AfterAll
    static void close() {
        running.close();
    }

    @BeforeEach
    void prepare() {
        arguments = new WildArguments(folder);
    }

    @AfterEach
    void closeArguments() {
        arguments.close();
    }

    private static byte[] torrentIn(Path folder) {
        return Content.torrentOf(Content.write(folder, SIZE), TorrentFormat.HYBRID)
                .content();
    }

    private static List<Torrent> addTorrents(TorrentSession session, Path folder) {
        return List.of(
                session.add(AddTorrent.torrentBytes(torrentFile)
                                .savePath(folder)
                                .started()
                                .build())
                        .torrent(),
                session.add(AddTorrent.magnet("magnet:?xt=urn:btih:" + "ab".repeat(20))
                                .savePath(folder)
                                .started()
                                .build())
                        .torrent());
    }

    private static Object target(Class<?> type, TorrentSession session, Torrent torrent) {
        return switch (type.getSimpleName()) {
            case "TorrentSession" -> session;
            case "Torrent" -> torrent;
            case "SessionSettings" -> session.settings();
            case "IpFilter" -> session.ipFilter();
            case "StateTransfer" -> session.stateTransfer();
            case "Dht" -> session.dht();
            case "TorrentCreator" -> TestCreator.creator();
            case "TorrentEngine" -> new EngineService();
            default -> fail("say where to get a " + type);
        };
    }

    @ParameterizedTest
    @MethodSource("methodsOfTorrents")
    void aRemovedTorrentAnswersEmptyOrRefuses(Method method) {
        for (Torrent torrent : removed) {
            assertGone(method, torrent, ErrorCode.BAD_HANDLE);
        }
    }

    @ParameterizedTest
    @MethodSource("methodsOfSessions")
    void aStoppedSessionAnswersEmptyOrRefuses(Method method) {
        Object target = stopped.get(method.getDeclaringClass());
        assertGone(method, target, target instanceof Torrent ? ErrorCode.BAD_HANDLE : ErrorCode.NO_SESSION);
    }

    private void assertGone(Method method, Object target, ErrorCode code) {
        Object[] right =
                Arrays.stream(method.getParameters()).map(arguments::right).toArray();
        Outcome outcome = call(method, target, right);
        String name = nameOf(method);
        if (isAction(method) || NEEDS_SESSION.contains(name)) {
            assertThat(outcome.failure()).as(name).isInstanceOf(TorrentException.class);
            assertThat(((TorrentException) outcome.failure()).code()).as(name).isEqualTo(code);
        } else if (!CONSTANT.contains(name) && !name.endsWith(".toString")) {
            assertThat(outcome.failure()).as(name).isNull();
            assertThat(isEmpty(outcome.value(), NONE_IS_MINUS_ONE.contains(name) ? -1 : 0))
                    .as(name + " answers nothing: " + outcome.value())
                    .isTrue();
        } else {
            assertThat(outcome.value()).as(name).isNotNull();
        }
    }

    private static boolean isAction(Method method) {
        return method.getReturnType() == void.class || CompletionStage.class.isAssignableFrom(method.getReturnType());
    }

    private static boolean isEmpty(Object value, long none) {
        if (value instanceof Number number) {
            return number.longValue() == none;
        }
        return value instanceof Collection<?> some && some.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof Optional<?> optional && optional.isEmpty()
                || value instanceof String text && text.isEmpty()
                || value instanceof StatusChanges changes
                        && changes.statuses().isEmpty()
                        && changes.removed().isEmpty()
                || value instanceof BitSet bits && bits.isEmpty()
                || value instanceof int[] numbers && numbers.length == 0
                || Boolean.FALSE.equals(value);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void wildArgumentsAreRefusedOrTaken(Method method) {
        Content.write(folder, SIZE);
        try (LocalSession session = LocalSession.start("robust", folder)) {
            local = session;
            assertRefusedOrTaken(method);
        }
        assertAllStagesEnd();
    }

    private void assertRefusedOrTaken(Method method) {
        Parameter[] parameters = method.getParameters();
        List<Torrent> torrents = addTorrents(local.session(), folder);
        for (int i = 0; i < torrents.size(); i++) {
            for (int at = 0; at < parameters.length; at++) {
                for (Object wild : arguments.wild(parameters[at])) {
                    if (!torrents.get(i).isValid()) {
                        torrents = addTorrents(local.session(), folder);
                    }
                    Object[] some =
                            Arrays.stream(parameters).map(arguments::right).toArray();
                    some[at] = wild;
                    Object target = target(method.getDeclaringClass(), local.session(), torrents.get(i));
                    Outcome outcome = call(method, target, some);
                    assertDocumented(method, parameters[at], wild, outcome);
                }
            }
            if (parameters.length == 0) {
                assertDocumented(
                        method,
                        null,
                        "",
                        call(
                                method,
                                target(method.getDeclaringClass(), local.session(), torrents.get(i)),
                                new Object[0]));
            }
            assertStillWell(torrents.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("waysToMakeSomething")
    void nonsenseIsRefusedAsSoonAsItIsSaid(Executable way) {
        Parameter[] parameters = way.getParameters();
        for (int at = 0; at < parameters.length; at++) {
            for (Object wild : arguments.wild(parameters[at])) {
                Object[] some = Arrays.stream(parameters).map(arguments::right).toArray();
                some[at] = wild;
                assertDocumented(way, parameters[at], wild, call(way, builder(way), some));
            }
        }
    }

    private Object builder(Executable way) {
        return Stream.of(AddTorrent.torrentBytes(torrentFile), CreateTorrent.of(folder))
                .filter(way.getDeclaringClass()::isInstance)
                .findFirst()
                .orElse(null);
    }

    private void assertDocumented(Executable method, Parameter parameter, Object wild, Outcome outcome) {
        Throwable failure = outcome.failure();
        String what = nameOf(method) + " with " + abbreviate(wild) + " for " + parameter;
        if (failure == null) {
            assertThat(wild).as(what + " is taken").isNotNull();
            if (WildArguments.isNonsense(wild) && !TAKES_ANYTHING.contains(nameOf(method))) {
                assertThat(isEmpty(outcome.value(), 0))
                        .as(what + " is taken: " + abbreviate(outcome.value()))
                        .isTrue();
            }
        } else if (failure instanceof NullPointerException) {
            assertThat(failure.getMessage())
                    .as(what + " names the argument")
                    .matches(parameter == null ? "-" : parameter.getName() + "\\b.*");
        } else if (failure instanceof TorrentException e) {
            assertThat(e.code()).as(what + ": " + e).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            assertThat(e.getMessage()).as(what).hasSizeLessThan(1_000);
        } else {
            assertThat(method.getExceptionTypes())
                    .as(what + " throws " + failure)
                    .anyMatch(declared -> declared.isInstance(failure));
        }
    }

    /** Every getter still answers, so that what was taken does no harm later. */
    private void assertStillWell(Torrent torrent) {
        methodsOfTorrents()
                .map(Named::getPayload)
                .filter(method -> method.getParameterCount() == 0 && !isAction(method))
                .forEach(method -> assertThat(
                                call(method, torrent, new Object[0]).failure())
                        .as(nameOf(method))
                        .isNull());
        Wait.until(
                "each torrent has a status, also of those that are just being added",
                () -> local.session().statuses().size()
                        == local.session().torrents().size());
        assertThat(local.session().status().counters()).isNotEmpty();
    }

    private void assertAllStagesEnd() {
        for (CompletableFuture<?> stage : stages) {
            try {
                stage.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
            } catch (CancellationException e) {
                // ended as well
            } catch (CompletionException e) {
                assertThat(e.getCause()).isInstanceOf(TorrentException.class);
            }
        }
    }

    private record Outcome(Object value, Throwable failure) {}

    private Outcome call(Executable method, Object target, Object[] some) {
        Outcome outcome = assertTimeoutPreemptively(
                BOUND,
                () -> {
                    try {
                        return new Outcome(
                                method instanceof Method called
                                        ? called.invoke(target, some)
                                        : ((Constructor<?>) method).newInstance(some),
                                null);
                    } catch (InvocationTargetException e) {
                        return new Outcome(null, e.getCause());
                    }
                },
                () -> nameOf(method)
                        + Arrays.stream(some)
                                .map(ApiRobustnessTest::abbreviate)
                                .collect(Collectors.joining(", ", "(", ")")));
        collect(outcome.value());
        return outcome;
    }

    private void collect(Object value) {
        if (value instanceof CompletionStage<?> stage) {
            stages.add(stage.toCompletableFuture());
        } else if (value instanceof Collection<?> some) {
            some.forEach(this::collect);
        }
    }

    private static String abbreviate(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
