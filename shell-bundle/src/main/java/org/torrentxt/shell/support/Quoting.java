package org.torrentxt.shell.support;

import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.felix.service.command.Job;
import org.torrentxt.api.TorrentException;

/**
 * Helps with links that are typed or pasted without single quotes, which Karaf's shell does not take as they are: an
 * {@code &} ends the command and runs it in the background, and a {@code %} within double quotes begins a calculation.
 */
public final class Quoting implements CommandSessionListener {
    private static final String HINT = "put links in single quotes, as in torrent:add 'magnet:?...';"
            + " torrent:add without a link asks for it, and takes it as it is pasted";
    private static final Pattern OPEN_LINK = Pattern.compile("(?s).*\\s(?:magnet:|https?://)[^\\s'\"]*\\?[^\\s'\"]*");
    private static final Pattern OURS = Pattern.compile("(?s).*\\b(?:torrent|dht):.*(?:magnet:|https?:).*");

    /**
     * Refuses a command of which the shell has cut off the rest of a link.
     *
     * @throws TorrentException INVALID_ARGUMENT if the present command runs in the background and ends with such a link
     */
    static void refuseCutLink() {
        Job job = Job.Utils.current();
        if (job != null && job.status() == Job.Status.Background) {
            refuseCutLink(job.command());
        }
    }

    /** Refuses the text of a command that runs in the background, if it ends with a link without quotes. */
    static void refuseCutLink(CharSequence command) {
        if (OPEN_LINK.matcher(command.toString().stripTrailing()).matches()) {
            throw TorrentException.invalid("the link was cut at '&', which ends a command; " + HINT);
        }
    }

    @Override
    public void beforeExecute(CommandSession session, CharSequence line) {
        // only failures are of interest
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Exception failure) {
        if (isUnreadable(line, failure)) {
            session.getConsole().println("Links are not quoted: " + HINT);
        }
    }

    /** True for a line with a link that the shell could not read. */
    static boolean isUnreadable(CharSequence line, Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("bad expression") && OURS.matcher(line).matches();
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Object result) {
        // nothing to help with
    }
}
