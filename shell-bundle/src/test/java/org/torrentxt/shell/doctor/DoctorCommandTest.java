package org.torrentxt.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeEngine;
import org.torrentxt.testing.FakeSession;

class DoctorCommandTest {
    private final FakeConsole console =
            new FakeConsole(new FakeEngine(), new FakeSession("default"), new FakeSession("leecher"));

    @Test
    void eachFindingOfASessionNamesIt() throws Exception {
        assertThat(console.run(new DoctorCommand()).lines())
                .anyMatch(line -> line.matches("ok    listening [(]default[)] +127.0.0.1:6881"))
                .anyMatch(line -> line.matches("ok    listening [(]leecher[)] +127.0.0.1:6881"))
                .anyMatch(line -> line.matches("ok    session leecher  +running with .*"));
        assertThat(console.run(new DoctorCommand(), "--json"))
                .contains("{\"level\":\"ok\",\"session\":\"leecher\",\"subject\":\"listening\",")
                .contains("{\"level\":\"ok\",\"session\":\"\",\"subject\":\"engine\",");
    }

    @Test
    void rowsForAPipeHaveTheSessionInAColumn() throws Exception {
        assertThat(console.run(new DoctorCommand(), "--no-format").lines())
                .contains("ok\tleecher\tlistening\t127.0.0.1:6881")
                .allMatch(line -> line.split("\t").length == 4);
    }
}
