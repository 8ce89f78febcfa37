package org.torrentxt.benchmarks.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.torrentxt.benchmarks.program.LineProgram;
import org.torrentxt.benchmarks.program.Settings;

/**
 * The nodes of one site. Prints {@value LineProgram#READY} once they see all nodes; on {@value #DEPLOY} the first one
 * deploys, and {@value #BEGUN} with the time is printed; once all are complete {@value LineProgram#DONE} with the times,
 * in ns since the start of the machine, and on {@value #SUM} {@value #SENT} with what they have sent, in bytes. Ends with
 * its standard input.
 */
final class SiteHost {
    static final String DEPLOY = "deploy";
    static final String BEGUN = "begun";
    static final String SUM = "sum";
    static final String SENT = "sent";

    private static final int LOOK = 200; // ms
    private static final int ADDING_UP = 2; // seconds, as the engine adds up once a second

    private SiteHost() {}

    /** The address of a node, both from 1. */
    static String address(int site, int node) {
        return "10.77." + site + "." + node;
    }

    /**
     * Arguments: the number of the site and of its nodes, the number of all nodes, the folder of the board and of the
     * data, the .torrent file, the folder of the content, settings.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int site = Integer.parseInt(args[0]);
        int count = Integer.parseInt(args[1]);
        int all = Integer.parseInt(args[2]);
        Map<String, Object> settings = Settings.read(args[7]);
        List<SiteNode> nodes = new ArrayList<>();
        for (int node = 1; node <= count; node++) {
            String address = address(site, node);
            nodes.add(new SiteNode(
                    "site" + site, address, Path.of(args[4]).resolve(address), Path.of(args[3]), settings));
        }
        while (!nodes.stream().allMatch(node -> node.sees(all))) {
            TimeUnit.MILLISECONDS.sleep(LOOK);
        }
        System.out.println(LineProgram.READY);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        if (commands.readLine().equals(DEPLOY)) {
            long begin = System.nanoTime();
            nodes.get(0).deploy(Path.of(args[5]), Path.of(args[6]));
            System.out.println(BEGUN + " " + begin);
        }
        awaitComplete(nodes);
        commands.readLine();
        TimeUnit.SECONDS.sleep(ADDING_UP);
        System.out.println(SENT + " " + nodes.stream().mapToLong(SiteNode::sent).sum());
        commands.readLine();
        System.exit(0); // what is still open needs no farewell
    }

    private static void awaitComplete(List<SiteNode> nodes) throws InterruptedException {
        List<SiteNode> left = new ArrayList<>(nodes);
        StringBuilder times = new StringBuilder(LineProgram.DONE);
        while (!left.isEmpty()) {
            if (left.removeIf(SiteNode::isComplete)) {
                int complete = nodes.size() - left.size();
                while (times.chars().filter(c -> c == ' ').count() < complete) {
                    times.append(' ').append(System.nanoTime());
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK);
        }
        System.out.println(times);
    }
}
