package org.torrentxt.fleet.node;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.board.Subject;
import org.torrentxt.fleet.statement.RefusedException;
import org.torrentxt.fleet.statement.SignedBytes;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.StatementId;
import org.torrentxt.fleet.statement.Statements;

/** Brings the statements of a node and those on the board together, in both directions. Not thread-safe. */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int MAX_REMEMBERED = 2_000;
    private static final int MAX_LOGGED = 10; // at a time

    private record Refusal(byte[] bytes, String reason, boolean mayPass, boolean isExpected) {
        boolean isOf(byte[] others) {
            return Arrays.equals(bytes, others);
        }
    }

    private final Statements statements;
    private final Consumer<String> log;

    // What was refused, by key: it is not logged again, nor verified unless that may have passed.
    private final Map<String, Refusal> refused = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Refusal> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** Brings them together with those of a node. */
    public Intake(Statements statements) {
        this(statements, LOG::warn);
    }

    Intake(Statements statements, Consumer<String> log) {
        this.statements = statements;
        this.log = log;
    }

    /** Accepts what is on the board, and posts what is missing there. */
    public void exchange(Board board) {
        Map<String, byte[]> posted = board.read(Subject.STATEMENTS, SignedBytes.MAX_LENGTH);
        int problems = 0;
        for (Map.Entry<String, byte[]> notice : posted.entrySet()) {
            if (!accept(notice.getKey(), notice.getValue(), problems < MAX_LOGGED)) {
                problems++;
            }
        }
        if (problems > MAX_LOGGED) {
            log.accept("Fleet: " + (problems - MAX_LOGGED) + " more statements are refused");
        }
        for (Statement statement : statements.all()) {
            String key = statement.id().text();
            statements
                    .correction(statement, posted.get(key))
                    .ifPresent(bytes -> board.post(Subject.STATEMENTS, key, bytes));
        }
    }

    // False if it is refused for the first time.
    private boolean accept(String key, byte[] bytes, boolean isLogged) {
        Refusal former = refused.get(key);
        boolean isSame = former != null && former.isOf(bytes);
        if (isSame && !former.mayPass() && !former.isExpected()) {
            return true;
        }
        try {
            StatementId id = StatementId.parse(key);
            boolean isKnown = statements
                    .find(id)
                    .filter(known -> Arrays.equals(known.bytes().write(), bytes))
                    .isPresent();
            if (!isKnown) {
                statements.accept(bytes);
            }
            refused.remove(key);
            return true;
        } catch (RefusedException e) {
            // An outdated one is expected once: it is corrected then.
            boolean isExpected = e.isOutdated() && !isSame;
            refused.put(key, new Refusal(bytes, e.getMessage(), e.mayPass(), isExpected));
            if (isExpected || isSame && !former.isExpected() && e.getMessage().equals(former.reason())) {
                return true;
            } else if (isLogged) {
                log.accept("Fleet: statement " + printable(key) + " is refused: " + e.getMessage());
            }
            return false;
        }
    }

    private static String printable(String key) {
        return key.replaceAll("\\p{Cntrl}", " ").substring(0, Math.min(key.length(), SignedBytes.MAX_LENGTH));
    }
}
