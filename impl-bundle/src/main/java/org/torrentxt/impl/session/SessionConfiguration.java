package org.torrentxt.impl.session;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.torrentxt.config.Range;
import org.torrentxt.config.Unit;

/**
 * The configuration of a session: its keys, defaults, units and choices, as management consoles and the documentation
 * show them. The values are read by {@link SessionOptions}, which reports errors in words.
 */
@ObjectClassDefinition(
        name = "TorrentXT session",
        description = "A BitTorrent session. Any libtorrent setting can be set as setting.NAME.")
@interface SessionConfiguration {
    @AttributeDefinition(description = "Unique name of the session, and its service property session.name.")
    String name() default "default";

    @AttributeDefinition(
            description = "The network that the session may use.",
            options = {
                @Option(label = "this host only", value = "local"),
                @Option(label = "the local network", value = "lan"),
                @Option(label = "the Internet", value = "internet")
            })
    String network() default "local";

    @AttributeDefinition(
            description =
                    "The only network device that the session uses, such as tun0 of a VPN; requires network=lan or"
                            + " network=internet. While it is down or has no address, the session is off all networks."
                            + " Empty: all devices.")
    String network_device() default "";

    @AttributeDefinition(
            description =
                    "Endpoints to listen on: ADDRESS:PORT or DEVICE:PORT, separated by commas; port 0 for any free"
                            + " port. Empty: port 6881 on the addresses allowed by network.")
    @EngineSetting("listen_interfaces")
    String listen_interfaces() default "";

    @AttributeDefinition(
            description = "Default folder for the files of torrents, an absolute path. Empty:"
                    + " torrentxt/downloads below Karaf's folder.")
    String save_path() default "";

    @AttributeDefinition(
            description = "Performance profile of the session.",
            options = {
                @Option(label = "default", value = "default"),
                @Option(label = "high performance", value = "high-performance"),
                @Option(label = "small", value = "small")
            })
    String profile() default "default";

    @AttributeDefinition(
            description = "Disk I/O: POSIX calls or memory-mapped files; mmap requires preloading libjsig.",
            options = {@Option(label = "POSIX calls", value = "posix"), @Option(label = "memory-mapped", value = "mmap")
            })
    String disk_io() default "posix";

    @AttributeDefinition(
            description =
                    "How space is taken for the files of torrents that are added: sparse as they are downloaded, or"
                            + " full at once, before anything is downloaded; full requires the system's program"
                            + " fallocate, unless disk.io is mmap.",
            options = {
                @Option(label = "as they are downloaded", value = "sparse"),
                @Option(label = "at once", value = "full")
            })
    String preallocate() default "sparse";

    @AttributeDefinition(
            description =
                    "Maximum download rate of the session in bytes per second, such as 500K or 10MiB; 0 or none for no"
                            + " limit; applies to local peers, too.")
    @EngineSetting("download_rate_limit")
    @Unit("bytes/s")
    String download_rate_limit() default "0";

    @AttributeDefinition(
            description =
                    "Maximum upload rate of the session in bytes per second, such as 500K or 10MiB; 0 or none for no"
                            + " limit; applies to local peers, too.")
    @EngineSetting("upload_rate_limit")
    @Unit("bytes/s")
    String upload_rate_limit() default "0";

    @AttributeDefinition(
            description = "Maximum number of connections; none for no limit. Empty or 0: depends on profile.")
    @EngineSetting("connections_limit")
    String connections_limit() default "";

    @AttributeDefinition(
            description = "PEM files, separated by commas, with certificates to trust for https trackers and web seeds"
                    + " in addition to those of the JDK and the system.")
    String tls_trust_certificates() default "";

    @AttributeDefinition(
            description = "Folder for the state of the session, from which its torrents come back after a restart; an"
                    + " absolute path, used by no other session. Empty: torrentxt/sessions/NAME below Karaf's folder.")
    String state_dir() default "";

    @AttributeDefinition(
            description = "How long the progress of torrents may wait to be saved, in seconds. What users change is"
                    + " saved at once.",
            type = AttributeType.INTEGER,
            min = "1",
            max = "3600")
    @Range(least = 1, most = 3_600)
    @Unit("s")
    String resume_interval() default "60";

    @AttributeDefinition(
            description = "How long the stop of the session may take, in seconds: to save what has changed, and to"
                    + " report to trackers.",
            type = AttributeType.INTEGER,
            min = "1",
            max = "600")
    @Range(least = 1, most = 600)
    @Unit("s")
    String stop_timeout() default "10";

    @AttributeDefinition(
            description = "DHT bootstrap nodes: HOST:PORT, separated by commas. Empty: the default nodes for network.")
    @EngineSetting("dht_bootstrap_nodes")
    String dht_bootstrap_nodes() default "";

    @AttributeDefinition(
            description = "Protocol of a proxy for what the two keys proxy.peers and proxy.trackers say; requires"
                    + " network=internet. Nothing is connected to directly while it does not work.",
            options = {
                @Option(label = "no proxy", value = "none"),
                @Option(label = "SOCKS4", value = "socks4"),
                @Option(label = "SOCKS5", value = "socks5"),
                @Option(label = "HTTP", value = "http")
            })
    String proxy_type() default "none";

    @AttributeDefinition(description = "Name or address of the proxy.")
    String proxy_host() default "";

    @AttributeDefinition(description = "Port of the proxy, from 1 to 65535. Empty: 1080 for SOCKS, 8080 for HTTP.")
    String proxy_port() default "";

    @AttributeDefinition(description = "User name for the proxy. Empty: it asks for none.")
    String proxy_username() default "";

    @AttributeDefinition(
            description = "Password for the proxy, at most 133 bytes; not for SOCKS4.",
            type = AttributeType.PASSWORD)
    String proxy_password() default "";

    @AttributeDefinition(
            description = "Whether peers, web seeds and the DHT are reached through the proxy; the last one through"
                    + " SOCKS5 only.",
            type = AttributeType.BOOLEAN)
    String proxy_peers() default "true";

    @AttributeDefinition(description = "Whether trackers are asked through the proxy.", type = AttributeType.BOOLEAN)
    String proxy_trackers() default "true";

    @AttributeDefinition(
            description = "Whether host names are looked up by the proxy, not by this host; SOCKS4 cannot.",
            type = AttributeType.BOOLEAN)
    String proxy_hostnames() default "true";

    @AttributeDefinition(
            description = "true if the session hides which client it is from peers and trackers; private trackers still"
                    + " see the user agent. It hides no addresses. Empty: as set at run time, else false.")
    String anonymous_mode() default "";

    @AttributeDefinition(
            description = "Encryption of connections to peers: allowed, required (peers without it are refused) or"
                    + " disabled. Empty: as set by torrent:encryption, else allowed.")
    String encryption() default "";
}
