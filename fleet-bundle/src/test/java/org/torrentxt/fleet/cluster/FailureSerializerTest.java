package org.torrentxt.fleet.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.cluster.Address;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.internal.serialization.impl.HeapData;
import com.hazelcast.spi.exception.CallerNotMemberException;
import com.hazelcast.spi.exception.PartitionMigratingException;
import com.hazelcast.spi.exception.RetryableException;
import com.hazelcast.spi.exception.RetryableHazelcastException;
import com.hazelcast.spi.exception.RetryableIOException;
import com.hazelcast.spi.exception.TargetDisconnectedException;
import com.hazelcast.spi.exception.TargetNotMemberException;
import com.hazelcast.spi.exception.WrongTargetException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures of operations as they arrive at another member. */
class FailureSerializerTest {
    private InternalSerializationService member;

    @BeforeEach
    void start() {
        member = service(HazelcastSettings.of(
                new ClusterOptions("test", "node", InetAddress.getLoopbackAddress(), 5801, List.of())));
    }

    @AfterEach
    void stop() {
        member.dispose();
    }

    private static InternalSerializationService service(Config config) {
        return new DefaultSerializationServiceBuilder()
                .setConfig(config.getSerializationConfig())
                .build();
    }

    private Object arrived(Throwable sent) {
        byte[] wire = member.toData(sent).toByteArray();
        return member.toObject(new HeapData(wire));
    }

    static Stream<Throwable> becauseOfWhichItTriesAgain() throws IOException {
        Address address = new Address(InetAddress.getLoopbackAddress(), 5801);
        return Stream.of(
                new PartitionMigratingException(address, 7, "Put", "map"),
                new WrongTargetException("moved"),
                new CallerNotMemberException(address, address, 7, "Put", "map"),
                new TargetNotMemberException(address, 7, "Put", "map"),
                new RetryableIOException("busy"),
                new RetryableHazelcastException("later"));
    }

    @ParameterizedTest
    @MethodSource("becauseOfWhichItTriesAgain")
    void whatHazelcastTriesAgainFor(Throwable sent) {
        assertThat(arrived(sent))
                .isInstanceOf(RetryableException.class)
                .hasSameClassAs(sent)
                .isInstanceOfSatisfying(
                        Throwable.class, some -> assertThat(some).hasMessage(sent.getMessage()));
    }

    @Test
    void otherFailures() {
        assertThat(arrived(new MemberLeftException("gone"))).isInstanceOf(RetryableException.class);
        assertThat(arrived(new TargetDisconnectedException("gone"))).isInstanceOf(TargetDisconnectedException.class);
        assertThat(arrived(new HazelcastInstanceNotActiveException()))
                .isInstanceOf(HazelcastInstanceNotActiveException.class);
        assertThat(arrived(new IllegalArgumentException("which", new IOException("cause"))))
                .isInstanceOfSatisfying(
                        HazelcastException.class,
                        some -> assertThat(some)
                                .hasMessage("java.lang.IllegalArgumentException: which")
                                .hasNoCause());
        assertThat(arrived(new StackOverflowError())).isInstanceOf(HazelcastException.class);
        assertThat(arrived(new IOException("x".repeat(5_000))))
                .isInstanceOfSatisfying(
                        Throwable.class, some -> assertThat(some.getMessage()).hasSize(1_000));
    }

    @Test
    void aKindThatIsNotKnownIsAFailureAsWell() {
        byte[] wire = member.toData(new IOException("later version")).toByteArray();
        int kind = new String(wire, ISO_8859_1).indexOf("java.io") - Integer.BYTES - 1;
        for (byte other : new byte[] {-128, -1, 9, 127}) {
            wire[kind] = other;
            assertThat(member.<Object>toObject(new HeapData(wire)))
                    .isInstanceOfSatisfying(
                            HazelcastException.class, some -> assertThat(some).hasMessageContaining("later version"));
        }
    }

    @Test
    void onesThatAreSerialisedByJavaAreRefused() {
        InternalSerializationService attacker = service(new Config());
        try {
            Data wire = attacker.toData(new RetryableHazelcastException("later"));
            assertThatThrownBy(() -> member.toObject(wire)).hasMessageContaining("is not allowed");
        } finally {
            attacker.dispose();
        }
    }
}
