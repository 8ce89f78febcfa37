package org.torrentxt.dht.release;

import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/** The value of a release: the bencoded dictionary of BEP 46. */
final class ReleaseValue {
    private static final String INFO_HASH = "ih";
    private static final int V1_LENGTH = 20;

    private ReleaseValue() {}

    static byte[] write(InfoHash infoHash) {
        if (!infoHash.isV1()) {
            throw TorrentException.invalid(
                    "v2 info-hashes are not supported for releases: " + infoHash + "; expected 40 hexadecimal digits");
        }
        return Bencode.encode(
                BencodeDictionary.builder().put(INFO_HASH, infoHash.bytes()).build());
    }

    static InfoHash read(byte[] value) {
        try {
            return Bencode.decodeDictionary(value)
                    .string(INFO_HASH)
                    .map(ByteString::bytes)
                    .filter(hash -> hash.length == V1_LENGTH)
                    .map(InfoHash::of)
                    .orElseThrow(() -> TorrentException.invalid("expected a key 'ih' of " + V1_LENGTH + " bytes"));
        } catch (TorrentException e) {
            throw new TorrentException(ErrorCode.GENERIC, "the published value is not a release: " + e.getMessage(), e);
        }
    }
}
