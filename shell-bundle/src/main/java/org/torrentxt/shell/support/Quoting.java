package org.torrentxt.shell.support;

import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.felix.service.command.Job;
import org.torrentxt.api.TorrentException;

/**
 * Helps with links that are typed or pasted without single quotes, which Karaf's shell cannot handle: an {@code &}
 * ends the command and runs it in the background, and a {@code %} within double quotes starts an expression.
 */
public final class Quoting implements CommandSessionListener {
    private static final String HINT =
            "put links in single quotes, as in torrent:add 'magnet:?...', or run torrent:add without a"
                    + " link and paste it when prompted";
    private static final Pattern OPEN_LINK = Pattern.compile("(?s).*\\s(?:magnet:|https?://)[^\\s'\"]*\\?[^\\s'\"]*");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.:/+@-]+");
    private static final Pattern OURS = Pattern.compile("(?s).*\\b(?:torrent|dht|fleet):.*(?:magnet:|https?:).*");

    /** True for text that the shell reads as it is. */
    public static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }

    /** The text as it has to be typed: in quotes if the shell would read it otherwise. */
    public static String quoted(String text) {
        if (isPlain(text)) {
            return text;
        }
        return text.contains("'") ? '"' + text.replaceAll("[\\\\\"$%]", "\\\\$0") + '"' : "'" + text + "'";
    }

    /**
     * Rejects a command whose link was cut off by the shell.
     *
     * @throws TorrentException INVALID_ARGUMENT if the current command runs in the background and ends with such a link
     */
    public static void refuseCutLink() {
        Job job = Job.Utils.current();
        if (job != null && job.status() == Job.Status.Background) {
            refuseCutLink(job.command());
        }
    }

    /** Rejects the text of a background command if it ends with an unquoted link. */
    static void refuseCutLink(CharSequence command) {
        if (OPEN_LINK.matcher(command.toString().stripTrailing()).matches()) {
            throw TorrentException.invalid("the link was cut at '&', which ends a command; " + HINT);
        }
    }

    @Override
    public void beforeExecute(CommandSession session, CharSequence line) {
        // only failures matter
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Exception failure) {
        if (isUnreadable(line, failure)) {
            session.getConsole().println("The link is not quoted: " + HINT);
        }
    }

    /** True for a line with a link that the shell could not parse. */
    static boolean isUnreadable(CharSequence line, Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("bad expression") && OURS.matcher(line).matches();
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Object result) {
        // nothing to do
    }
}
