package org.torrentxt.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;

/** Whether a mirror, which another program makes, is complete. */
@Component(property = HealthCheck.NAME + "=mirror")
public final class MirrorCheck implements HealthCheck {
    @Override
    public List<HealthFinding> check() {
        return List.of(
                Files.exists(Path.of("/srv/mirror/complete"))
                        ? HealthFinding.builder(Level.OK, "mirror", "complete").build()
                        : HealthFinding.builder(Level.FAIL, "mirror", "incomplete; see the log of its job")
                                .build());
    }
}
