package org.torrentxt.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockoutTest {
    private long now = 1;
    private final Lockout lockout = new Lockout(() -> now);

    private void fail(int times, String address, String user) {
        for (int i = 0; i < times; i++) {
            lockout.failed(address, user);
        }
    }

    @Test
    void eachFurtherFailureDoublesTheWaitUpToALimit() {
        fail(Lockout.OF_USER - 1, "a", "u");
        assertThat(lockout.left("a", "u")).isZero();

        fail(1, "a", "u");
        assertThat(lockout.left("a", "u")).isEqualTo(Lockout.FIRST);
        fail(1, "a", "u");
        assertThat(lockout.left("a", "u")).isEqualTo(Lockout.FIRST.multipliedBy(2));
        fail(30, "a", "u");
        assertThat(lockout.left("a", "u")).isEqualTo(Lockout.LONGEST);
    }

    @Test
    void otherAddressesAndUsersDoNotWait() {
        fail(Lockout.OF_USER, "a", "u");

        assertThat(lockout.left("b", "u")).isZero();
        assertThat(lockout.left("a", "v")).isZero();
    }

    @Test
    void aSuccessOrALongTimeIsAFreshStart() {
        fail(Lockout.OF_USER - 1, "a", "u");
        lockout.succeeded("a", "u");
        fail(Lockout.OF_USER - 1, "a", "u");
        assertThat(lockout.left("a", "u")).isZero();

        now += Lockout.FORGET.plus(Duration.ofSeconds(1)).toNanos();
        fail(Lockout.OF_USER - 1, "a", "u");
        assertThat(lockout.left("a", "u")).isZero();
    }

    @Test
    void itRemembersOnlySoMany() {
        fail(Lockout.OF_USER, "first", "u");
        for (int i = 0; i < Lockout.MOST; i++) {
            lockout.failed("address " + i, "u");
        }

        assertThat(lockout.left("first", "u")).isZero();
        assertThat(lockout.size()).isEqualTo(Lockout.MOST);
    }
}
