package org.torrentxt.json;

import java.util.List;
import org.torrentxt.api.dht.DhtStatus;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtKeptBlob;
import org.torrentxt.api.dht.store.DhtPublicationStatus;
import org.torrentxt.api.dht.store.DhtWatch;

/** The keys of the DHT and its store in JSON; see {@link Keys}. */
final class DhtKeys {
    static final List<Keys<?>> ALL = List.of(
            Keys.of(DhtStatus.class)
                    .key("running", DhtStatus::running)
                    .key("nodes", DhtStatus::nodes)
                    .key("nodeCache", DhtStatus::nodeCache)
                    .key("globalNodes", DhtStatus::globalNodes)
                    .key("torrents", DhtStatus::torrents),
            Keys.of(ImmutableItem.class).key("target", ImmutableItem::target).key("value", ImmutableItem::value),
            Keys.of(MutableItem.class)
                    .key("publicKey", MutableItem::publicKey)
                    .key("salt", MutableItem::salt)
                    .key("value", MutableItem::value)
                    .key("seq", MutableItem::seq)
                    .key("signature", MutableItem::signature),
            Keys.of(DhtIdentity.class)
                    .key("name", DhtIdentity::name)
                    .key("publicKey", DhtIdentity::publicKey)
                    .key("sealed", DhtIdentity::sealed),
            Keys.of(DhtPublicationStatus.class)
                    .key("state", DhtPublicationStatus::state)
                    .key("numNodes", DhtPublicationStatus::numNodes)
                    .key("lastPublished", DhtPublicationStatus::lastPublished)
                    .key("nextAttempt", DhtPublicationStatus::nextAttempt)
                    .key("lastError", DhtPublicationStatus::lastError),
            Keys.of(DhtKeptBlob.class)
                    .key("target", DhtKeptBlob::target)
                    .key("length", DhtKeptBlob::length)
                    .key("items", DhtKeptBlob::items),
            Keys.of(DhtWatch.class)
                    .key("publicKey", DhtWatch::publicKey)
                    .key("key", DhtWatch::key)
                    .key("seq", DhtWatch::seq)
                    .key("lastLooked", DhtWatch::lastLooked)
                    .key("nextLook", DhtWatch::nextLook)
                    .key("lastError", DhtWatch::lastError),
            Keys.of(DhtFollowedRelease.class)
                    .key("seq", DhtFollowedRelease::seq)
                    .key("infoHash", DhtFollowedRelease::infoHash)
                    .key("lastLooked", DhtFollowedRelease::lastLooked)
                    .key("nextLook", DhtFollowedRelease::nextLook)
                    .key("lastError", DhtFollowedRelease::lastError));

    private DhtKeys() {}
}
