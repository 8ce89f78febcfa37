package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * Requested resume data is ready. Not droppable.
 *
 * @param origin where and when
 * @param resumeData the bencoded resume data, metadata included
 */
public record ResumeDataReady(AlertOrigin origin, byte[] resumeData) implements Alert {
    /** Copies the arrays. */
    public ResumeDataReady {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(resumeData, "resumeData");
        resumeData = resumeData.clone();
    }

    /** A copy of the data. */
    @Override
    public byte[] resumeData() {
        return resumeData.clone();
    }

    @Override
    public AlertType type() {
        return AlertType.RESUME_DATA_READY;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("resumeData", resumeData());
    }
}
