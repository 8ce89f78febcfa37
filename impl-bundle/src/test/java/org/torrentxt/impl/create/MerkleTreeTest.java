package org.torrentxt.impl.create;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Roots that sha256sum gave, layer by layer. */
class MerkleTreeTest {
    private static final byte[] ZERO = new byte[32];

    @Test
    void treesOfZerosAreTheKnownOnes() {
        assertThat(hex(MerkleTree.zeroRoot(Digests.sha256(), 1))).isEqualTo("00".repeat(32));
        assertThat(hex(MerkleTree.zeroRoot(Digests.sha256(), 2)))
                .isEqualTo("f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b");
        assertThat(hex(MerkleTree.zeroRoot(Digests.sha256(), 4)))
                .isEqualTo("db56114e00fdd4c1f85c892bf35ac9a89289aaecb1ebd0a96cde606a748b5d71");
    }

    @Test
    void oneLeafIsItsOwnRoot() {
        assertThat(MerkleTree.root(Digests.sha256(), leaves(1), 1, 1, ZERO)).isEqualTo(leaves(1));
    }

    @Test
    void twoLeavesAreHashedOnce() {
        assertThat(hex(MerkleTree.root(Digests.sha256(), leaves(2), 2, 2, ZERO)))
                .isEqualTo("f818afd37a6dc3bc92fb44731011277006db4efa6e9023cd7468c02335d22a4d");
    }

    @Test
    void missingLeavesCountAsThePadding() {
        assertThat(hex(MerkleTree.root(Digests.sha256(), leaves(3), 3, 4, ZERO)))
                .isEqualTo("d6cfa0d1046a0f4c1f9a6dc57afb0f4577680c106a48cf04125e7ba8606da219");
        assertThat(hex(MerkleTree.root(Digests.sha256(), leaves(1), 1, 8, ZERO)))
                .isEqualTo("1816c247cd225822fc9794454debb9f0d557c0ca1207b1319fdf70fd2312c134");
        byte[] pad = MerkleTree.zeroRoot(Digests.sha256(), 2);
        assertThat(hex(MerkleTree.root(Digests.sha256(), leaves(3), 3, 4, pad)))
                .isEqualTo("3e1c86bd5811be8aa631c086b7a86d22dc893bf208ad696a45a47e887c82e1f7");
    }

    @Test
    void theWidthIsTheNextPowerOfTwo() {
        assertThat(new int[] {1, 2, 3, 4, 5, 8, 9, 1025})
                .satisfies(counts -> assertThat(
                                Arrays.stream(counts).map(MerkleTree::widthOf).toArray())
                        .containsExactly(1, 2, 4, 4, 8, 8, 16, 2048));
    }

    /** The first is 32 bytes of 1, the second of 2, and so on. */
    private static byte[] leaves(int count) {
        byte[] leaves = new byte[count * 32];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = (byte) (i / 32 + 1);
        }
        return leaves;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
