package org.torrentxt.statefile;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A disk in memory that records all that is done to it, so that it can lose power at any moment afterwards. */
final class MemoryDisk implements Disk {
    private enum Kind {
        CREATE,
        RENAME,
        LINK,
        DELETE,
        FORCE
    }

    private record Step(Kind kind, String name, String other, byte[] content) {}

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private IOException failure; // of all changes

    MemoryDisk() {}

    private MemoryDisk(Map<String, byte[]> files) {
        this.files.putAll(files);
    }

    /** Lets all changes fail, or succeed again. */
    synchronized void failWith(IOException e) {
        this.failure = e;
    }

    synchronized void put(String name, byte[] content) {
        files.put(name, content);
    }

    synchronized byte[] get(String name) {
        return files.get(name);
    }

    synchronized int steps() {
        return steps.size();
    }

    /**
     * What may be found after power was lost: contents are complete, as they were forced, unless the last one was not
     * yet; what was renamed or deleted since the folder was forced may not have happened.
     */
    synchronized MemoryDisk afterPowerLoss(int stepsDone, Random random) {
        int forced = 0;
        for (int i = 0; i < stepsDone; i++) {
            forced = steps.get(i).kind() == Kind.FORCE ? i : forced;
        }
        Map<String, byte[]> left = new LinkedHashMap<>();
        for (int i = 0; i < stepsDone; i++) {
            Step step = steps.get(i);
            boolean isLost = i > forced && step.kind() != Kind.CREATE && random.nextBoolean();
            if (!isLost) {
                redo(step, left);
            }
        }
        if (stepsDone < steps.size() && steps.get(stepsDone).kind() == Kind.CREATE) {
            Step half = steps.get(stepsDone);
            left.put(half.name(), Arrays.copyOf(half.content(), random.nextInt(half.content().length + 1)));
        }
        return new MemoryDisk(left);
    }

    private static void redo(Step step, Map<String, byte[]> files) {
        switch (step.kind()) {
            case CREATE -> files.put(step.name(), step.content());
            case DELETE -> files.remove(step.name());
            case RENAME -> {
                byte[] content = files.remove(step.name());
                if (content != null) {
                    files.put(step.other(), content);
                }
            }
            case LINK -> {
                byte[] content = files.get(step.name());
                if (content != null) {
                    files.put(step.other(), content);
                }
            }
            case FORCE -> {}
        }
    }

    private void apply(Step step) throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (step.kind() == Kind.RENAME && !files.containsKey(step.name())) {
            throw new NoSuchFileException(step.name());
        }
        steps.add(step);
        redo(step, files);
    }

    @Override
    public synchronized boolean hold() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return false;
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public void createFolder() {}

    @Override
    public synchronized List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized boolean exists(String name) {
        return files.containsKey(name);
    }

    @Override
    public synchronized byte[] read(String name) throws IOException {
        byte[] content = files.get(name);
        if (content == null) {
            throw new NoSuchFileException(name);
        }
        return content.clone();
    }

    @Override
    public synchronized void create(String name, byte[] content) throws IOException {
        apply(new Step(Kind.CREATE, name, "", content.clone()));
    }

    @Override
    public synchronized void rename(String name, String other) throws IOException {
        apply(new Step(Kind.RENAME, name, other, null));
    }

    @Override
    public synchronized void link(String name, String other) throws IOException {
        if (files.containsKey(other)) {
            throw new FileAlreadyExistsException(other);
        }
        apply(new Step(Kind.LINK, name, other, null));
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        apply(new Step(Kind.DELETE, name, "", null));
    }

    @Override
    public synchronized void force() throws IOException {
        apply(new Step(Kind.FORCE, "", "", null));
    }

    @Override
    public String path(String name) {
        return "/memory/" + name;
    }

    @Override
    public void close() {}
}
