package org.torrentxt.fleet.board;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What members of a cluster in this JVM have posted, whatever addresses they have. */
public final class SharedNotices {
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final Map<Subject, Map<String, byte[]>> notices = new EnumMap<>(Subject.class);

    /** None yet. */
    public SharedNotices() {
        for (Subject subject : Subject.values()) {
            notices.put(subject, new ConcurrentHashMap<>());
        }
    }

    /** Has a member join. */
    public Board join(InetAddress address) {
        Member joined = new Member("member" + members.size(), address, false);
        members.add(joined);
        return new View(joined);
    }

    private final class View implements Board {
        private final Member self;

        View(Member self) {
            this.self = self;
        }

        @Override
        public boolean isOpen() {
            return members.contains(self);
        }

        @Override
        public List<Member> members() {
            List<Member> seen = new ArrayList<>();
            members.forEach(member -> seen.add(new Member(member.id(), member.address(), member.equals(self))));
            return seen;
        }

        @Override
        public Map<String, byte[]> read(Subject subject, int maxLength) {
            Map<String, byte[]> read = new HashMap<>(notices.get(subject));
            read.values().removeIf(notice -> notice.length > maxLength);
            return read;
        }

        @Override
        public Optional<byte[]> read(Subject subject, String key, int maxLength) {
            return Optional.ofNullable(notices.get(subject).get(key)).filter(notice -> notice.length <= maxLength);
        }

        @Override
        public void post(Subject subject, String key, byte[] notice) {
            notices.get(subject).put(key, notice);
        }

        @Override
        public void remove(Subject subject, String key) {
            notices.get(subject).remove(key);
        }

        @Override
        public void close() {
            members.remove(self);
        }
    }
}
