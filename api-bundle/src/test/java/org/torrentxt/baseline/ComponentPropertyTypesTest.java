package org.torrentxt.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Resource;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.annotations.Component;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.AlertTypes;
import org.torrentxt.api.alert.SessionName;
import org.torrentxt.value.ApiClasses;

/** The component property types of the whiteboard, as bnd writes them for a consumer's component. */
class ComponentPropertyTypesTest {
    /** A consumer. */
    @Component
    @AlertTypes({AlertType.TORRENT_FINISHED, AlertType.PIECE_FINISHED})
    @SessionName("default")
    public static final class Consumer implements AlertListener {
        @Override
        public void onAlert(Alert alert) {
            // only its declaration is used
        }
    }

    @Test
    void theyAreThePropertiesOfAnAlertListener() throws Exception {
        String declared = declaration();

        assertThat(declared).contains("provide interface=\"" + AlertListener.class.getName() + "\"");
        assertThat(declared)
                .containsPattern(
                        "name=\"" + AlertListener.TYPES + "\"[^>]*>\\s*TORRENT_FINISHED\\s+PIECE_FINISHED\\s*<");
        assertThat(declared).containsPattern("name=\"" + AlertListener.SESSION_NAME + "\"[^>]*>\\s*default\\s*<");
    }

    private static String declaration() throws Exception {
        try (Builder builder = new Builder()) {
            builder.addClasspath(ApiClasses.folder().toFile());
            builder.addClasspath(Path.of(Consumer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toFile());
            builder.setProperty("Private-Package", "org.torrentxt.baseline");
            builder.setProperty("-dsannotations", "*");
            builder.setProperty("-noimportjava", "true");
            Jar jar = builder.build();
            Resource component = jar.getResource("OSGI-INF/" + Consumer.class.getName() + ".xml");
            try (InputStream in = component.openInputStream()) {
                return new String(in.readAllBytes(), UTF_8);
            }
        }
    }
}
