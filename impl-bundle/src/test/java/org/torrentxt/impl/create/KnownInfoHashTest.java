package org.torrentxt.impl.create;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;

/**
 * Info-hashes that other programs computed for the same content, with pieces of 32 KiB: mktorrent 1.1 (v1),
 * transmission-create 3.00 (v1, private: it writes that key in any case), libtorrent 2.0.8 through its Python binding
 * (v2 and hybrid, v1 of the single file) and the reference program of BEP 52 (v2).
 */
class KnownInfoHashTest {
    @TempDir
    Path temp;

    private final ParallelTorrentCreator creator = new ParallelTorrentCreator("test", 2);

    @BeforeEach
    void writeContent() {
        Fixture.file(temp, "single.bin", 1, 100_000);
        writeFolder(temp.resolve("plain"));
        Path folder = writeFolder(temp.resolve("folder"));
        Fixture.file(folder, "d/empty.bin", 5, 0);
        Fixture.file(folder, "z/empty.bin", 7, 0);
    }

    private static Path writeFolder(Path folder) {
        Fixture.file(folder, "a.bin", 1, 40_000);
        Fixture.file(folder, "b.bin", 2, 32_768);
        Fixture.file(folder, "c.bin", 3, 5);
        Fixture.file(folder, "d/e.bin", 4, 70_001);
        Fixture.file(folder, "f.bin", 6, 16_384);
        return folder;
    }

    @AfterEach
    void stopCreator() throws InterruptedException {
        creator.stop();
    }

    @Test
    void v1IsThatOfMktorrent() {
        assertThat(v1("single.bin", TorrentFormat.V1, false)).isEqualTo("2425fc0640f4373351c44207e29a69dd7fa0602f");
        assertThat(v1("plain", TorrentFormat.V1, false)).isEqualTo("6ab500fed6bcdc9d1d7b4677767adc69c38118a3");
        assertThat(v1("folder", TorrentFormat.V1, false)).isEqualTo("24e54b8ba7169c3011ddb3ae8723485aa8fa387f");
        assertThat(v1("folder", TorrentFormat.V1, true)).isEqualTo("ee5a25b6cc24aa0e1ff40d589d4db73cdcd90828");
    }

    @Test
    void v1IsThatOfTransmission() {
        assertThat(v1("single.bin", TorrentFormat.V1, true)).isEqualTo("9ba89997e5375fa570787d335c236d40daad859d");
        assertThat(v1("plain", TorrentFormat.V1, true)).isEqualTo("cb18bed546fbd563e8bc469890661fc0361daba6");
    }

    @Test
    void v2IsThatOfLibtorrentAndOfTheReferenceProgram() {
        assertThat(v2("single.bin", TorrentFormat.V2))
                .isEqualTo("86cd01bbcea74958a72d5ce860c85b94fc7c46a44d90ad2c3d7a8d3baf9fb2b5");
        assertThat(v2("plain", TorrentFormat.V2))
                .isEqualTo("a11a6709543a722df5302ffdf11df2a371ae9bae1ab6f48fe5b4e60b37c0f1d8");
        assertThat(v2("folder", TorrentFormat.V2))
                .isEqualTo("608a1ec67836d704cf74f9a4457eb8e584e307e008cd5d8e769ffd259204c0bf");
    }

    @Test
    void hybridIsThatOfLibtorrent() {
        assertThat(v1("single.bin", TorrentFormat.HYBRID, false)).isEqualTo("c70cb2ad587174ad647505c4f83b762d1494cf32");
        assertThat(v2("single.bin", TorrentFormat.HYBRID))
                .isEqualTo("e6578d89eb21c82dc0653f471ace0333645fc63d2cdf69a0b2f3d260bf5e5921");
        assertThat(v1("plain", TorrentFormat.HYBRID, false)).isEqualTo("1bec978bea5526ae6ec5b5450f8d55a1a90df837");
        assertThat(v2("plain", TorrentFormat.HYBRID))
                .isEqualTo("d869d9dd546a34ae30faecad424333d38c8abc65d3ea2f76fadd860fc947a265");
        assertThat(v1("folder", TorrentFormat.HYBRID, false)).isEqualTo("36bdf65d295d0d8e27c0b7bc7801470320cdd32f");
        assertThat(v2("folder", TorrentFormat.HYBRID))
                .isEqualTo("d447aecc257fedcd7d2106e4490d7cf364a3dcde84b8b26197520b836d600bf4");
    }

    private String v1(String name, TorrentFormat format, boolean isPrivate) {
        return hashes(name, format, isPrivate).v1().map(InfoHash::hex).orElseThrow();
    }

    private String v2(String name, TorrentFormat format) {
        return hashes(name, format, false).v2().map(InfoHash::hex).orElseThrow();
    }

    private InfoHashes hashes(String name, TorrentFormat format, boolean isPrivate) {
        return creator.create(CreateTorrent.of(temp.resolve(name))
                        .format(format)
                        .pieceLength(32 * 1024)
                        .privateTorrent(isPrivate)
                        .build())
                .join()
                .infoHashes();
    }
}
