package org.torrentxt.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.IpFilter.Loaded;
import org.torrentxt.api.status.Network;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeIpFilter;
import org.torrentxt.testing.FakeSession;

class IpFilterCommandTest {
    private final FakeSession session = new FakeSession("default");
    private final FakeConsole console = new FakeConsole(session);

    @BeforeEach
    void filter() {
        session.setIpFilter(new FakeIpFilter());
    }

    @Test
    void whatTheNetworkBlocksIsToldWithTheRules() throws Exception {
        assertThat(console.run(new IpFilterCommand()))
                .endsWith("The session's network is local: all addresses except this host are blocked")
                .contains("No rules")
                .doesNotContain("every address");
        console.run(new IpFilterCommand(), "add", "10.0.0.1");
        assertThat(console.run(new IpFilterCommand(), "--no-format")).isEqualTo("10.0.0.1\t10.0.0.1\tblocked");
    }

    @Test
    void withoutRulesEveryAddressOfAWiderNetworkIsAllowed() throws Exception {
        session.setNetwork(Network.LAN);

        assertThat(console.run(new IpFilterCommand())).endsWith("No rules: every address is allowed");
    }

    @Test
    void addressesAreTestedForPeopleAndForPrograms() throws Exception {
        assertThat(console.run(new IpFilterCommand(), "test", "192.0.2.1", "127.0.0.1")
                        .lines())
                .containsExactly("192.0.2.1: blocked", "127.0.0.1: allowed");
        assertThat(console.run(new IpFilterCommand(), "--json", "test", "192.0.2.1"))
                .isEqualTo("[{\"address\":\"192.0.2.1\",\"blocked\":true}]");
    }

    @Test
    void linesThatWereSkippedAreReported() throws Exception {
        FakeIpFilter filter = new FakeIpFilter();
        session.setIpFilter(filter);
        filter.setLoaded(new Loaded(7, 0, 0));
        assertThat(console.run(new IpFilterCommand(), "load", "list"))
                .isEqualTo("Rules loaded, replacing all others: 7");
        filter.setLoaded(new Loaded(7, 3, 12));
        assertThat(console.run(new IpFilterCommand(), "load", "list").lines())
                .containsExactly(
                        "Rules loaded, replacing all others: 7",
                        "Lines skipped because they contain no address range: 3, first: line 12");
    }

    @ParameterizedTest
    @CsvSource({"--json,add", "--json,clear", "--no-format,test", "--allow,list"})
    void anOptionThatMeansNothingIsRefused(String option, String action) {
        assertThatThrownBy(() -> console.run(new IpFilterCommand(), option, action))
                .hasMessageContaining("not with " + action);
    }
}
