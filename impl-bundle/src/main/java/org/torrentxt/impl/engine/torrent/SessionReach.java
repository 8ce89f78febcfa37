package org.torrentxt.impl.engine.torrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.libtorrent4j.swig.settings_pack;
import org.torrentxt.impl.engine.setting.SettingRegistry;
import org.torrentxt.impl.network.NetworkMode;

/**
 * What a session has to find peers by, as far as torrents share it.
 *
 * @param network how far it reaches
 * @param dht true if it takes part in the DHT
 * @param dhtNodes nodes in the DHT's routing table
 * @param localDiscovery true if peers of the local network are looked for
 * @param outgoing true if it connects to peers
 * @param blockingRules rules of the IP filter that block addresses, beside the network mode
 * @param offline why it is off all networks, and what to do; empty if it is not
 */
public record SessionReach(
        NetworkMode network,
        boolean dht,
        long dhtNodes,
        boolean localDiscovery,
        boolean outgoing,
        long blockingRules,
        Optional<String> offline) {

    /**
     * What settings say.
     *
     * @param dhtNodes asked only where the DHT is on
     */
    public static SessionReach of(
            NetworkMode network,
            settings_pack settings,
            LongSupplier dhtNodes,
            long blockingRules,
            Optional<String> offline) {
        boolean dht = isOn(settings, "enable_dht");
        return new SessionReach(
                network,
                dht,
                dht ? dhtNodes.getAsLong() : 0,
                isOn(settings, "enable_lsd"),
                isOn(settings, "enable_outgoing_tcp") || isOn(settings, "enable_outgoing_utp"),
                blockingRules,
                offline);
    }

    private static boolean isOn(settings_pack settings, String name) {
        return SettingRegistry.get(settings, SettingRegistry.key(name)).equals(true);
    }

    /** Where it looks for peers: the first thing to say; empty for everywhere. */
    String place() {
        return network == NetworkMode.INTERNET ? "" : "session is " + network.label();
    }

    /**
     * Why the session itself finds no peers of a torrent.
     *
     * @param announced true if the torrent is announced by the DHT
     * @param found true if peers are known, which is enough for a DHT with nodes to be no problem
     */
    List<String> problems(boolean announced, boolean found) {
        List<String> problems = new ArrayList<>();
        if (!announced) {
            problems.add("DHT is not used for it");
        } else if (!dht) {
            problems.add("DHT is off");
        } else if (dhtNodes == 0) {
            problems.add("no DHT nodes");
        } else if (!found) {
            problems.add("no other peers in the DHT");
        }
        if (announced && network != NetworkMode.LOCAL && !localDiscovery) {
            problems.add("local discovery is off");
        }
        if (!outgoing) {
            problems.add("outgoing connections are off");
        }
        return problems;
    }

    /** What to do about it. */
    String wayOut() {
        return network == NetworkMode.INTERNET
                ? "--peer HOST:PORT or another tracker"
                : "--peer HOST:PORT or network=internet";
    }
}
