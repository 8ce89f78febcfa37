package org.torrentxt.shell.fake;

import java.util.ArrayList;
import java.util.List;
import org.torrentxt.shell.support.Services;

/** Services given by the test. */
public final class FakeServices implements Services {
    private final List<Object> services = new ArrayList<>();

    /** Exactly these services. */
    public FakeServices(Object... services) {
        this.services.addAll(List.of(services));
    }

    @Override
    public <T> List<T> all(Class<T> type) {
        return services.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
