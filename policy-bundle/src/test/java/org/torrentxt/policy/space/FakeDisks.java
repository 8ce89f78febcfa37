package org.torrentxt.policy.space;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Disks whose free space a test sets, by the folders at their top. */
public final class FakeDisks implements Disks {
    private final Map<Path, OptionalLong> free = new ConcurrentHashMap<>();

    public void set(Path top, long bytes) {
        free.put(top, OptionalLong.of(bytes));
    }

    public void unknown(Path top) {
        free.put(top, OptionalLong.empty());
    }

    @Override
    public OptionalLong free(Path folder) {
        return free.get(of(folder));
    }

    @Override
    public Path of(Path folder) {
        return free.keySet().stream().filter(folder::startsWith).findFirst().orElseThrow();
    }
}
