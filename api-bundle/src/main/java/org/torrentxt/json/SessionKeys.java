package org.torrentxt.json;

import java.util.List;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.IpFilter.Rule;
import org.torrentxt.api.SessionSettings.Setting;
import org.torrentxt.api.history.RateHistory;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StuckSubscriber;

/** The keys of sessions and their settings in JSON; see {@link Keys}. */
final class SessionKeys {
    static final List<Keys<?>> ALL = List.of(
            Keys.of(SessionStatus.class)
                    .key("name", SessionStatus::name)
                    .key("network", SessionStatus::network)
                    .key("diskIo", SessionStatus::diskIo)
                    .key("stateFolder", SessionStatus::stateFolder)
                    .key("savePath", SessionStatus::savePath)
                    .key("listenEndpoints", SessionStatus::listenEndpoints)
                    .key("isPaused", SessionStatus::isPaused)
                    .key("numTorrents", SessionStatus::numTorrents)
                    .key("isLoading", SessionStatus::isLoading)
                    .key("numSaved", SessionStatus::numSaved)
                    .key("numLoaded", SessionStatus::numLoaded)
                    .key("numPeers", SessionStatus::numPeers)
                    .key("downloadRate", SessionStatus::downloadRate)
                    .key("uploadRate", SessionStatus::uploadRate)
                    .key("totalDownload", SessionStatus::totalDownload)
                    .key("totalUpload", SessionStatus::totalUpload)
                    .key("allTimeDownload", SessionStatus::allTimeDownload)
                    .key("allTimeUpload", SessionStatus::allTimeUpload)
                    .key("dhtNodes", SessionStatus::dhtNodes)
                    .key("alertsDropped", SessionStatus::alertsDropped)
                    .key("stuckSubscribers", SessionStatus::stuckSubscribers)
                    .key("counters", SessionStatus::counters),
            Keys.of(RateHistory.class)
                    .key("session", RateHistory::session)
                    .key("begin", RateHistory::begin)
                    .key("step", RateHistory::step)
                    .key("downloadRates", RateHistory::downloadRates)
                    .key("uploadRates", RateHistory::uploadRates),
            Keys.of(StuckSubscriber.class)
                    .key("kind", StuckSubscriber::kind)
                    .key("state", StuckSubscriber::state)
                    .key("text", StuckSubscriber::text)
                    .key("location", StuckSubscriber::location),
            Keys.of(EncryptionPolicy.class)
                    .key("incoming", EncryptionPolicy::incoming)
                    .key("outgoing", EncryptionPolicy::outgoing)
                    .key("level", EncryptionPolicy::level),
            Keys.of(Setting.class)
                    .key("name", Setting::name)
                    .key("type", Setting::type)
                    .key("value", Setting::value)
                    .key("defaultValue", Setting::defaultValue),
            Keys.of(Rule.class)
                    .key("first", rule -> rule.first().getHostAddress())
                    .key("last", rule -> rule.last().getHostAddress())
                    .key("blocked", Rule::blocked));

    private SessionKeys() {}
}
