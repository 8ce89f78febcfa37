package org.torrentxt.web.rpc.session;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.AlternativeSpeeds;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.api.policy.SpeedPolicy;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.ServerFolders;

/** How a client changes the policies of a session: read and checked first, and done afterwards. */
final class PolicyChange {
    private static final String DOWN = "download_rate_limit";
    private static final String UP = "upload_rate_limit";
    private static final int LAST_MINUTE = 24 * 60 - 1;
    private static final int ALL_DAYS = 127;

    private final Arguments arguments;
    private final SessionView view;
    private final SessionPolicies policies;
    private final List<Runnable> changes = new ArrayList<>();

    private PolicyChange(Arguments arguments, SessionView view, SessionPolicies policies) {
        this.arguments = arguments;
        this.view = view;
        this.policies = policies;
    }

    /**
     * Reads the arguments that are about policies.
     *
     * @return what to do
     */
    static List<Runnable> read(Arguments arguments, SessionView view, SessionPolicies policies) {
        PolicyChange change = new PolicyChange(arguments, view, policies);
        change.readShares();
        change.readSpeeds();
        change.readIncompleteFolder();
        arguments
                .truth(PolicyFields.SUFFIX)
                .ifPresent(
                        isOn -> change.changes.add(() -> policies.categories().setPartSuffix(isOn)));
        return change.changes;
    }

    /** Takes rates that are the normal ones, while others are in force, out of settings; returns what to do. */
    static Optional<Runnable> takeNormalRates(Map<String, Object> settings, SessionView view) {
        Optional<SpeedPolicy> speeds =
                view.policies().map(SessionPolicies::speeds).filter(SpeedPolicy::isAlternative);
        if (speeds.isEmpty() || !settings.containsKey(DOWN) && !settings.containsKey(UP)) {
            return Optional.empty();
        }
        long down = rate(settings, DOWN).orElseGet(speeds.get()::downloadLimit);
        long up = rate(settings, UP).orElseGet(speeds.get()::uploadLimit);
        return Optional.of(() -> speeds.get().setNormalLimits(down, up));
    }

    private static Optional<Long> rate(Map<String, Object> settings, String name) {
        return Optional.ofNullable((Number) settings.remove(name)).map(Number::longValue);
    }

    private void readShares() {
        Optional<Double> ratio = arguments.real(PolicyFields.RATIO, 0, ShareLimits.MAX_RATIO);
        Optional<Boolean> hasRatio = arguments.truth("seedRatioLimited");
        Optional<Long> idle = arguments.number(PolicyFields.IDLE, 1, ShareLimits.MAX_TIME.toMinutes());
        Optional<Boolean> hasIdle = arguments.truth(PolicyFields.IDLE + "-enabled");
        if (ratio.isEmpty() && hasRatio.isEmpty() && idle.isEmpty() && hasIdle.isEmpty()) {
            return;
        }
        double nextRatio = ratio.orElseGet(() -> PolicyFields.ratio(view));
        long nextIdle = idle.orElseGet(() -> PolicyFields.idle(view));
        ShareLimits before = policies.shares().limits();
        ShareLimits.Builder limits = before.toBuilder();
        if (ratio.isPresent() || hasRatio.isPresent()) {
            limits.ratio(hasRatio.orElse(before.ratio().isPresent()) ? Optional.of(nextRatio) : Optional.empty());
        }
        if (idle.isPresent() || hasIdle.isPresent()) { // otherwise seconds would be rounded
            limits.idleTime(
                    hasIdle.orElse(before.idleTime().isPresent())
                            ? Optional.of(Duration.ofMinutes(nextIdle))
                            : Optional.empty());
        }
        ShareLimits next = limits.build();
        changes.add(() -> {
            PolicyFields.keep(view, nextRatio, nextIdle);
            policies.shares().setLimits(next);
        });
    }

    private void readSpeeds() {
        AlternativeSpeeds before = policies.speeds().alternative();
        AlternativeSpeeds.Builder speeds = before.toBuilder();
        // a rate of 0 would be none: the lowest there is comes nearest
        arguments.kilobytes("alt-speed-down").ifPresent(rate -> speeds.downloadLimit(Math.max(1, rate)));
        arguments.kilobytes("alt-speed-up").ifPresent(rate -> speeds.uploadLimit(Math.max(1, rate)));
        arguments.truth("alt-speed-time-enabled").ifPresent(speeds::isScheduled);
        minutes("alt-speed-time-begin").ifPresent(speeds::begin);
        minutes("alt-speed-time-end").ifPresent(speeds::end);
        arguments
                .number("alt-speed-time-day", 0, ALL_DAYS)
                .ifPresent(bits -> speeds.days(Arrays.stream(DayOfWeek.values())
                        .filter(day -> (bits & PolicyFields.bit(day)) != 0)
                        .collect(Collectors.toSet())));
        AlternativeSpeeds next = speeds.build();
        if (!next.equals(before)) {
            changes.add(() -> policies.speeds().setAlternative(next));
        }
        arguments
                .truth("alt-speed-enabled")
                .ifPresent(on -> changes.add(() -> policies.speeds().useAlternative(on)));
    }

    private void readIncompleteFolder() {
        Optional<Path> folder =
                ServerFolders.of(arguments, PolicyFields.INCOMPLETE).map(CategoryPolicy::checkIncompletePath);
        Optional<Boolean> isOn = arguments.truth(PolicyFields.INCOMPLETE + "-enabled");
        if (arguments.text(PolicyFields.INCOMPLETE).isEmpty() && isOn.isEmpty()) {
            return;
        }
        CategoryPolicy categories = policies.categories();
        Optional<Path> next = folder.or(() -> PolicyFields.incompleteFolder(view));
        boolean isNextOn = isOn.orElse(categories.incompletePath().isPresent());
        if (isNextOn
                && folder.isEmpty()
                && arguments.text(PolicyFields.INCOMPLETE).isPresent()) {
            throw Arguments.invalid(
                    PolicyFields.INCOMPLETE, "a folder; to use none, set incomplete-dir-enabled to false", "");
        }
        if (isNextOn && next.isEmpty()) {
            throw TorrentException.invalid(
                    "incomplete-dir-enabled cannot be true without a folder; set incomplete-dir, too");
        }
        changes.add(() -> {
            next.ifPresent(view.preferences()::setIncompleteFolder);
            categories.setIncompletePath(next.filter(some -> isNextOn));
        });
    }

    private Optional<LocalTime> minutes(String name) {
        return arguments.number(name, 0, LAST_MINUTE).map(minutes -> LocalTime.MIDNIGHT.plusMinutes(minutes));
    }
}
