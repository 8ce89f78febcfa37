package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A program whose processes speak by lines: print {@value #READY} with their port, download from a port on
 * {@value #GET}, and print {@value #DONE} once all is verified.
 */
public abstract class LineProgram implements Program {
    public static final String READY = "ready";
    public static final String GET = "get";
    public static final String DONE = "done";

    private static final Duration START = Duration.ofMinutes(2);

    private final String name;

    protected LineProgram(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    /** The program and its arguments. */
    protected abstract List<String> command(Role role, Job job) throws IOException;

    @Override
    public final Side start(Role role, Job job) throws IOException, InterruptedException {
        Child child = Child.start(name + " " + role, command(role, job));
        try {
            Optional<String> port = child.await(READY, START);
            return new LineSide(
                    child,
                    Integer.parseInt(
                            port.orElseThrow(() -> new IllegalStateException(name + " is not ready within " + START))));
        } catch (RuntimeException | InterruptedException e) {
            child.close();
            throw e;
        }
    }

    private static final class LineSide extends ChildSide {
        LineSide(Child child, int port) {
            super(child, port);
        }

        @Override
        public void get(int seeder) {
            child().tell(GET + " " + seeder);
        }

        @Override
        public boolean awaitVerified(Duration patience) throws InterruptedException {
            return child().await(DONE, patience).isPresent();
        }
    }
}
