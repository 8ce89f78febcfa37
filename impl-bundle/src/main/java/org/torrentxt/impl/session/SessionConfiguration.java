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
    @AttributeDefinition(description = "Name of the session, unique among sessions.")
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
                    "Where to listen, as ADDRESS:PORT or DEVICE:PORT, separated by commas; empty for port 6881 as far"
                            + " as network reaches.")
    String listen_interfaces() default "";

    @AttributeDefinition(
            description = "Folder for the files of torrents that name none, an absolute path; empty for"
                    + " torrentxt/downloads below Karaf's folder.")
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

    @AttributeDefinition(
            description =
                    "Limit of the session's download rate, such as 500K or 10MiB per second; 0 or none for no limit.")
    String download_rate_limit() default "0";

    @AttributeDefinition(
            description =
                    "Limit of the session's upload rate, such as 500K or 10MiB per second; 0 or none for no limit.")
    String upload_rate_limit() default "0";

    @AttributeDefinition(
            description = "At most this many connections, or none for no limit; 0 for the profile's own limit.")
    String connections_limit() default "0";

    @AttributeDefinition(
            description = "PEM files, separated by commas, with certificates that https trackers and web seeds may have"
                    + " in addition to those that the JDK and the system trust.")
    String tls_trust_certificates() default "";

    @AttributeDefinition(
            description = "Nodes to join the DHT by, as HOST:PORT, separated by commas; empty for those of network.")
    String dht_bootstrap_nodes() default "";
}
