package org.torrentxt.health.felix;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.health.HealthFinding;

/** One of our checks as one of Felix's. */
final class FelixCheck implements HealthCheck {
    private final Health health;
    private final String name;

    FelixCheck(Health health, String name) {
        this.health = health;
        this.name = name;
    }

    @Override
    public Result execute() {
        ResultLog log = new ResultLog();
        try {
            health.check(name).forEach(finding -> log.add(entry(finding)));
        } catch (TorrentException e) {
            // gone since Felix has asked for it
            log.add(new ResultLog.Entry(Result.Status.TEMPORARILY_UNAVAILABLE, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.add(new ResultLog.Entry(Result.Status.HEALTH_CHECK_ERROR, "interrupted"));
        }
        return new Result(log);
    }

    // Without the text, which may name folders and torrents: who may look here asks for no password, as a rule.
    private static ResultLog.Entry entry(HealthFinding finding) {
        String session = finding.session().isEmpty() ? "" : " (" + finding.session() + ")";
        return new ResultLog.Entry(
                status(finding.level()),
                finding.subject()
                        + session
                        + (finding.level() == HealthFinding.Level.OK ? "" : ": see torrent:doctor"));
    }

    private static Result.Status status(HealthFinding.Level level) {
        return switch (level) {
            case OK -> Result.Status.OK;
            case WARN -> Result.Status.WARN;
            case FAIL -> Result.Status.CRITICAL;
        };
    }
}
