package org.torrentxt.impl.session;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * What can be configured of a session, for consoles that show it. The values themselves are read by {@link SessionOptions}, which
 * names what is wrong in words.
 */
@ObjectClassDefinition(
        name = "TorrentXT session",
        description = "A BitTorrent session. Any setting of libtorrent can be given as setting.NAME.")
@interface SessionConfiguration {
    @AttributeDefinition(description = "Name of the session, unique among the running ones.")
    String name() default "default";

    @AttributeDefinition(
            description = "How far the session reaches.",
            options = {
                @Option(label = "this host alone", value = "local"),
                @Option(label = "the local network", value = "lan"),
                @Option(label = "the Internet", value = "internet")
            })
    String network() default "local";

    @AttributeDefinition(
            description =
                    "Addresses and ports to listen at, as ADDRESS:PORT,...; empty for port 6881 as far as network reaches.")
    String listen_interfaces() default "";

    @AttributeDefinition(
            description = "Folder for the files of torrents that name none; empty for torrentxt/downloads below"
                    + " Karaf's data folder.")
    String save_path() default "";

    @AttributeDefinition(
            description = "What the session is tuned for.",
            options = {
                @Option(label = "default", value = "default"),
                @Option(label = "high performance", value = "high-performance"),
                @Option(label = "small", value = "small")
            })
    String profile() default "default";

    @AttributeDefinition(
            description = "How files are read and written; mmap needs libjsig preloaded.",
            options = {@Option(label = "POSIX calls", value = "posix"), @Option(label = "memory-mapped", value = "mmap")
            })
    String disk_io() default "posix";

    @AttributeDefinition(description = "Bytes a second that the session downloads at the most; 0 for no limit.")
    long download_rate_limit() default 0;

    @AttributeDefinition(description = "Bytes a second that the session uploads at the most; 0 for no limit.")
    long upload_rate_limit() default 0;

    @AttributeDefinition(description = "Connections at the most; 0 for the profile's own limit.")
    int connections_limit() default 0;

    @AttributeDefinition(
            description = "Nodes to join the DHT by, as HOST:PORT,...; empty for those that network stands for.")
    String dht_bootstrap_nodes() default "";
}
