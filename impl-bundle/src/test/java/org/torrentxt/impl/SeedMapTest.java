package org.torrentxt.impl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.SeedMap.Row;

/** The page that maps the native API to the Java API is complete, and all its references are valid. */
class SeedMapTest {
    private static final String JAVA = "Java member";

    private static final List<String> HANDLERS = words("""
        btStartSession btStopSession btLastError btClearError btSetInt btSetBool btSetString btGetSetting btSetEncryption
        btSessionPause btSessionResume btSessionIsPaused btListenPort btFindTorrent btDhtAnnounce
        btIpFilterAdd btIpFilterClear btSetPieceDeadline btClearPieceDeadlines
        btAddMagnet btAddTorrentFile btAddTorrentWithResume btRemoveTorrent btAddMagnetEx btAddTorrentFileEx
        btPause btResume btForceRecheck btForceReannounce btSetFilePriority btSetFilePriorities btSetPiecePriority
        btSetTorrentLimits btSetMaxConnections btSetMaxUploads btClearTorrentError btScrapeTracker btMoveStorage
        btSetTorrentFlags btUnsetTorrentFlags btSetSequentialDownload btSetAutoManaged btSetSuperSeeding btSetShareMode
        btSetUploadMode btQueuePosition btQueueUp btQueueDown btQueueTop btQueueBottom btSaveResumeData
        btTorrentStatus btTorrentCount btTorrentHandleAt btInfoHash btPieceBitfield btPeerList btFileList
        btPieceAvailability btTrackers btAddTracker btWebSeeds btAddWebSeed btRemoveWebSeed btPoll
        btDhtAddBootstrap btDhtState btDhtSaveState btDhtLoadState btDhtKeypair btDhtPutImmutable btDhtGetImmutable
        btDhtPutMutable btDhtGetMutable btCreateTorrent
        """);

    private static final List<String> HELPERS =
            words("btStartPolling btStopPolling btTorrentPollOnce btFormatBytes btStateName");

    /** By the sections of the page. */
    private static final Map<String, List<String>> RECORD_KEYS = Map.of(
            "Torrent status",
            words("""
                name state progress downloadRate uploadRate totalDone totalWanted numPeers numSeeds savePath infoHashV1
                infoHashV2 numPieces pieceLength totalSize allTimeDownload allTimeUpload numComplete numIncomplete isFinished
                isSeeding isPaused error eta addedTime completedTime numConnections flags
                """),
            "Peer",
            words("endpoint client downRate upRate progress flags"),
            "File",
            words("path size progress priority"),
            "Tracker",
            words("url tier verified source"),
            "DHT state",
            words("nodes nodeCache globalNodes torrents"));

    /** Name, code and keys. */
    private static final List<String> ALERTS = """
        torrentAdded 1 torrentName infoHashV1 infoHashV2
        metadataReceived 2 torrentName infoHashV1 infoHashV2
        pieceFinished 3 piece
        torrentFinished 4
        torrentError 5 errorCode errorMessage message
        stateChanged 6 state prevState
        trackerReply 7 tracker numPeers
        trackerError 8 tracker errorCode errorMessage message
        resumeDataReady 9 resumeData
        resumeDataFailed 10 errorCode errorMessage message
        torrentRemoved 11 infoHashV1 infoHashV2
        dhtBootstrap 12
        listenSucceeded 13 endpoint
        listenFailed 14 endpoint errorCode errorMessage message
        torrentPaused 15
        torrentResumed 16
        fileCompleted 17 piece
        fileError 18 errorCode errorMessage message
        storageMoved 19 message
        fastresumeRejected 20 errorCode errorMessage message
        scrapeReply 21 numPeers
        dhtImmutableItem 22 target value
        dhtMutableItem 23 publicKey value seq signature salt authoritative
        dhtPut 24 numSuccess target publicKey signature seq salt
        """.lines().toList();

    /** Bit by flag. */
    private static final Map<String, Integer> FLAGS = Map.of(
            "kFlagSeedMode", 1,
            "kFlagUploadMode", 2,
            "kFlagShareMode", 4,
            "kFlagApplyIpFilter", 8,
            "kFlagPaused", 16,
            "kFlagAutoManaged", 32,
            "kFlagSuperSeeding", 256,
            "kFlagSequentialDownload", 512,
            "kFlagStopWhenReady", 1024);

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("download_rate_limit", "int"),
            Map.entry("upload_rate_limit", "int"),
            Map.entry("connections_limit", "int"),
            Map.entry("enable_dht", "bool"),
            Map.entry("enable_lsd", "bool"),
            Map.entry("enable_upnp", "bool"),
            Map.entry("enable_natpmp", "bool"),
            Map.entry("user_agent", "string"),
            Map.entry("listen_interfaces", "string"),
            Map.entry("out_enc_policy", "int"),
            Map.entry("in_enc_policy", "int"),
            Map.entry("allowed_enc_level", "int"));

    private static final Map<String, Integer> RETURN_CODES = Map.of(
            "BTX_OK", 0,
            "BTX_ERR_GENERIC", -1,
            "BTX_ERR_BAD_HANDLE", -2,
            "BTX_ERR_INVALID_ARG", -3,
            "BTX_ERR_SESSION_LIVE", -4,
            "BTX_ERR_NO_SESSION", -5,
            "BTX_ERR_EXCEPTION", -6,
            "BTX_ERR_ABI", -7);

    private final List<Row> rows = SeedMap.rows();

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private List<Row> rowsWith(String... columns) {
        return rows.stream()
                .filter(row -> row.cells().keySet().containsAll(List.of(columns)))
                .toList();
    }

    private List<Row> rowsOf(String section) {
        return rows.stream().filter(row -> row.section().equals(section)).toList();
    }

    @Test
    void everyMemberIsThere() {
        for (Row row : rowsWith(JAVA)) {
            assertThat(row.codes(JAVA)).as("" + row).isNotEmpty().allMatch(SeedMap::isMember);
        }
    }

    @Test
    void everyTestIsThere() {
        for (Row row : rowsWith("test")) {
            assertThat(row.codes("test")).as("" + row).isNotEmpty().allMatch(SeedMap::isTest);
        }
    }

    @Test
    void everyCommandIsThere() {
        for (Row row : rowsWith("command")) {
            assertThat(SeedMap.commands()).as("" + row).containsAll(row.codes("command"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status.FileInfo#sise()",
                "status.FileInfo#size(long)",
                "status.FileInfo#size",
                "status.FileInfo#toBuilder()",
                "status.FileInfo#hashCode()",
                "status.FileInfo.Builder#size(long)",
                "status.FileInfo",
                "status.FileInfos#size()",
                "InfoHashes#best()",
                "Torrent#id()",
                "size"
            })
    void whatIsNoPropertyIsNoRecordKey(String reference) {
        assertThat(SeedMap.isProperty(reference)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status.FileInfo#size()", "InfoHashes#v1()", "alert.Failure#message()"})
    void propertiesOfBuiltValuesAndOfRecordsAreRecordKeys(String reference) {
        assertThat(SeedMap.isProperty(reference)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Torrent#removeWithFiles()",
                "Torrent#remove()",
                "Torrent#remove",
                "Torrents",
                "status.FileInfo#sise()",
                "TorrentSession#PIT",
                "Torrent#"
            })
    void whatIsNotThereIsNoMember(String reference) {
        assertThat(SeedMap.isMember(reference)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SeedMapTest#words", "SeedMapTest#noSuchTest", "NoSuchTest", "org.torrentxt.itests.AlertIT#karaf"
            })
    void whatIsNotThereIsNoTest(String reference) {
        assertThat(SeedMap.isTest(reference)).isFalse();
    }

    @Test
    void everyHandlerHasOneRow() {
        assertThat(HANDLERS).hasSize(75);
        assertThat(rowsWith("handler").stream().map(row -> row.code("handler")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(HANDLERS.stream(), HELPERS.stream()).toList());
    }

    @Test
    void everyRecordKeyIsAProperty() {
        RECORD_KEYS.forEach((section, keys) -> {
            assertThat(rowsOf(section).stream().map(row -> row.code("key"))).containsExactlyElementsOf(keys);
            for (Row row : rowsOf(section)) {
                assertThat(SeedMap.isProperty(row.codes(JAVA).get(0)))
                        .as("" + row)
                        .isTrue();
            }
        });
    }

    @Test
    void everyAlertHasItsNameCodeAndKeys() {
        Map<String, String> codes = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();
        for (String alert : ALERTS) {
            List<String> parts = words(alert);
            codes.put(parts.get(0), parts.get(1));
            parts.stream().skip(2).forEach(key -> keys.add(parts.get(0) + " " + key));
        }
        assertThat(codes).hasSize(24);
        List<Row> alerts = rowsOf("Alerts");
        assertThat(alerts.stream().map(row -> row.code("name"))).containsExactlyElementsOf(codes.keySet());
        for (Row row : alerts) {
            AlertType type = (AlertType) SeedMap.constant(row.codes(JAVA).get(0));
            assertThat(row.cell("code")).isEqualTo(codes.get(row.code("name"))).isEqualTo("" + type.code());
            assertThat(type.alertName()).isEqualTo(row.code("name"));
        }
        assertThat(rowsOf("Alert keys").stream().map(row -> row.code("alert") + " " + row.code("key")))
                .containsExactlyElementsOf(keys);
    }

    @Test
    void everyFlagHasItsBit() {
        assertThat(rowsOf("Flags").stream().map(row -> row.code("flag")))
                .containsExactlyInAnyOrderElementsOf(FLAGS.keySet());
        for (Row row : rowsOf("Flags")) {
            TorrentFlag flag = (TorrentFlag) SeedMap.constant(row.code(JAVA));
            assertThat(flag.bit()).isEqualTo(FLAGS.get(row.code("flag")));
            assertThat(row.cell("bit")).isEqualTo("" + flag.bit());
        }
    }

    @Test
    void everySettingIsOneOfTheEngines() throws ReflectiveOperationException {
        assertThat(rowsOf("Settings").stream().map(row -> row.code("setting")))
                .containsExactlyInAnyOrderElementsOf(SETTINGS.keySet());
        for (Row row : rowsOf("Settings")) {
            assertThat(row.cell("type")).isEqualTo(SETTINGS.get(row.code("setting")));
            String constants = "org.libtorrent4j.swig.settings_pack$" + row.cell("type") + "_types";
            assertThat(Class.forName(constants, false, getClass().getClassLoader())
                            .getField(row.code("setting")))
                    .isNotNull();
        }
        assertThat(Arrays.stream(SessionSettings.Type.values())
                        .map(type -> type.name().toLowerCase(Locale.ROOT)))
                .containsAll(SETTINGS.values());
    }

    @Test
    void encryptionHasTheEnginesNumbers() {
        assertThat(rowsOf("Encryption")).hasSize(6);
        for (Row row : rowsOf("Encryption")) {
            Object constant = SeedMap.constant(row.code(JAVA));
            int code = constant instanceof EncryptionPolicy.Mode mode
                    ? mode.code()
                    : ((EncryptionPolicy.Level) constant).code();
            assertThat(row.cell("value")).isEqualTo("" + code);
        }
    }

    @Test
    void everyStateHasItsNumberAndLabel() {
        assertThat(rowsOf("States")).hasSameSizeAs(TorrentState.values());
        for (Row row : rowsOf("States")) {
            TorrentState state = (TorrentState) SeedMap.constant(row.code(JAVA));
            assertThat(row.cell("state")).isEqualTo("" + state.code());
            assertThat(row.cell("label")).isEqualTo(state.label());
        }
    }

    @Test
    void everyReturnCodeIsAnErrorCode() {
        assertThat(rowsOf("Return codes").stream().map(row -> row.code("name")))
                .containsExactlyInAnyOrderElementsOf(RETURN_CODES.keySet());
        for (Row row : rowsOf("Return codes")) {
            int code = RETURN_CODES.get(row.code("name"));
            assertThat(row.cell("code")).isEqualTo("" + code);
            if (code != 0) {
                assertThat(((ErrorCode) SeedMap.constant(row.code(JAVA))).code())
                        .isEqualTo(code);
            }
        }
    }
}
