package org.torrentxt.metrics.jmx;

import java.util.List;
import java.util.Map;

/**
 * The DHT store as an MBean, {@code org.torrentxt:type=Store}: attributes that are at most a second old. It changes
 * nothing, and shows no keys and no values.
 */
public interface DhtStoreMXBean {
    /** The folder of its files. */
    String getFolder();

    /** Number of identities. */
    int getIdentityCount();

    /** Number of publications by state, such as {@code published}; all states are there. */
    Map<String, Integer> getPublicationsByState();

    /** Number of watched values. */
    int getWatchCount();

    /** Number of watched values whose last look has failed. */
    int getFailingWatchCount();

    /** Number of blobs that are kept. */
    int getBlobCount();

    /** Number of followed releases. */
    int getFollowedReleaseCount();

    /** What is wrong with its files and configuration, each in words. */
    List<String> getWarnings();
}
