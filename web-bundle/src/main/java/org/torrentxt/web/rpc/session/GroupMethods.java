package org.torrentxt.web.rpc.session;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.web.rpc.call.Answer;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.Output;

/** The methods about groups of torrents that share rate limits. Rates are in kilobytes (1000 bytes) per second. */
final class GroupMethods {
    private static final String HONORS = "honorsSessionLimits";
    private static final String DOWN = "speed-limit-down";
    private static final String UP = "speed-limit-up";
    private static final String ENABLED = "-enabled";
    private static final int KILOBYTE = 1000;

    private GroupMethods() {}

    /** {@code group-get}: those that are named, or all. */
    static Answer get(Arguments arguments, SessionView session) {
        // Transmission reads the first, and documents the second
        Set<String> names = named(arguments, "name");
        names.addAll(named(arguments, "group"));
        List<RateGroup> groups = session.policies().map(some -> some.groups().all()).orElse(List.of()).stream()
                .filter(group -> names.isEmpty() || names.contains(group.name()))
                .toList();
        return out -> {
            out.key("group").startList();
            for (RateGroup group : groups) {
                write(group, session, out);
            }
            out.endList();
        };
    }

    private static Set<String> named(Arguments arguments, String name) {
        if (arguments.value(name).filter(List.class::isInstance).isPresent()) {
            return new LinkedHashSet<>(arguments.texts(name).orElseThrow());
        }
        Set<String> names = new LinkedHashSet<>();
        arguments
                .value(name)
                .map(value -> arguments
                        .text(name)
                        .orElseThrow(() -> Arguments.invalid(name, "a text or a list of texts", value)))
                .ifPresent(names::add);
        return names;
    }

    private static void write(RateGroup group, SessionView session, Output out) throws IOException {
        out.startObject();
        out.key(HONORS).value(true);
        out.key("name").value(group.name());
        write(DOWN, group, group.downloadLimit(), session, out);
        write(UP, group, group.uploadLimit(), session, out);
        out.endObject();
    }

    private static void write(String key, RateGroup group, long limit, SessionView session, Output out)
            throws IOException {
        out.key(key).value(rounded(known(key, group.name(), limit, session)));
        out.key(key + ENABLED).value(limit > 0);
    }

    // in force or not
    private static long known(String key, String group, long limit, SessionView session) {
        return limit > 0 ? limit : session.preferences().kept(kept(key, group), 0);
    }

    private static String kept(String key, String group) {
        return "group " + group + " " + key;
    }

    private static long rounded(long bytes) {
        return (bytes + KILOBYTE - 1) / KILOBYTE;
    }

    /** {@code group-set}: adds a group, or changes the one of that name. */
    static Answer set(Arguments arguments, SessionView session) {
        String name = RateGroup.checkName(arguments.requiredText("name").strip());
        arguments.truth(HONORS).filter(honors -> !honors).ifPresent(honors -> {
            throw TorrentException.invalid(HONORS + " cannot be changed: the limits of the session are those of all its"
                    + " torrents; expected true");
        });
        Optional<Long> down = arguments.kilobytes(DOWN);
        Optional<Boolean> hasDown = arguments.truth(DOWN + ENABLED);
        Optional<Long> up = arguments.kilobytes(UP);
        Optional<Boolean> hasUp = arguments.truth(UP + ENABLED);
        GroupPolicy groups = session.policies()
                .map(SessionPolicies::groups)
                .orElseThrow(() -> TorrentException.invalid("groups cannot be changed: the session has no policies;"
                        + " install the feature torrentxt-policy, and configure org.torrentxt.policy for it"));
        RateGroup before =
                groups.find(name).orElseGet(() -> RateGroup.builder(name).build());
        groups.set(before.toBuilder()
                .downloadLimit(changed(DOWN, name, before.downloadLimit(), down, hasDown, session))
                .uploadLimit(changed(UP, name, before.uploadLimit(), up, hasUp, session))
                .build());
        return Answer.NONE;
    }

    private static long changed(
            String key,
            String group,
            long before,
            Optional<Long> value,
            Optional<Boolean> isEnabled,
            SessionView session) {
        long now = known(key, group, before, session);
        // what is shown is rounded: sent back, it stays what it is
        long next = value.filter(some -> some != rounded(now) * KILOBYTE).orElse(now);
        session.preferences().keep(kept(key, group), next);
        // a limit of 0 would be none: the lowest there is comes nearest
        return isEnabled.orElse(before > 0) ? Math.max(1, next) : 0;
    }
}
