package org.torrentxt.fleet.cluster;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import com.hazelcast.spi.exception.CallerNotMemberException;
import com.hazelcast.spi.exception.PartitionMigratingException;
import com.hazelcast.spi.exception.RetryableException;
import com.hazelcast.spi.exception.RetryableHazelcastException;
import com.hazelcast.spi.exception.RetryableIOException;
import com.hazelcast.spi.exception.TargetDisconnectedException;
import com.hazelcast.spi.exception.TargetNotMemberException;
import com.hazelcast.spi.exception.WrongTargetException;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;

/**
 * How members tell each other why an operation failed: a kind and a text, where Hazelcast would serialise the exception
 * by Java, which is off. They must be understood, as Hazelcast tries again because of most of them, as while members come
 * and go; what waits for an answer that cannot be read waits for minutes, and all changes of the cluster behind it.
 */
final class FailureSerializer implements StreamSerializer<Throwable> {
    private static final int TYPE = 1;
    private static final int MAX_LENGTH = 1000; // characters

    /** Kinds of failures, by their ordinals on the wire; what belongs to several of them is of the first one. */
    private enum Kind {
        MIGRATING(PartitionMigratingException.class, PartitionMigratingException::new),
        WRONG_TARGET(WrongTargetException.class, WrongTargetException::new),
        CALLER_NOT_MEMBER(CallerNotMemberException.class, CallerNotMemberException::new),
        TARGET_NOT_MEMBER(TargetNotMemberException.class, TargetNotMemberException::new),
        DISCONNECTED(TargetDisconnectedException.class, TargetDisconnectedException::new),
        IO(RetryableIOException.class, RetryableIOException::new),
        RETRYABLE(RetryableException.class, RetryableHazelcastException::new),
        NOT_ACTIVE(HazelcastInstanceNotActiveException.class, HazelcastInstanceNotActiveException::new),
        OTHER(Throwable.class, HazelcastException::new);

        private final Class<?> type;
        private final Function<String, Throwable> creation;

        Kind(Class<?> type, Function<String, Throwable> creation) {
            this.type = type;
            this.creation = creation;
        }

        static Kind of(Throwable failure) {
            int kind = 0;
            while (!values()[kind].type.isInstance(failure)) {
                kind++;
            }
            return values()[kind];
        }

        // Also a kind of a later version.
        static Kind of(int ordinal) {
            return ordinal >= 0 && ordinal < values().length ? values()[ordinal] : OTHER;
        }
    }

    @Override
    public int getTypeId() {
        return TYPE;
    }

    @Override
    public void write(ObjectDataOutput out, Throwable failure) throws IOException {
        Kind kind = Kind.of(failure);
        String text = kind == Kind.OTHER ? failure.toString() : Objects.toString(failure.getMessage(), "");
        out.writeByte(kind.ordinal());
        out.writeString(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text);
    }

    @Override
    public Throwable read(ObjectDataInput in) throws IOException {
        Kind kind = Kind.of(in.readByte());
        return kind.creation.apply(in.readString());
    }
}
