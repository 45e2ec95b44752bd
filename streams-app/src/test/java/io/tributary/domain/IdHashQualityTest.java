package io.tributary.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a hash of ids under money must be: each bit of an id moves half of the bits, and ids that are counted up spread evenly. */
class IdHashQualityTest {
    private static final int IDS = 1 << 20;

    @Test
    void shouldTurnEachBitWithHalfOfAllSingleBitChanges() {
        SplittableRandom random = new SplittableRandom(1);
        for (int length : new int[] {1, 7, 8, 9, 16, 23, 36}) {
            double[] turned = new double[128];
            int trials = 0;
            for (int id = 0; id < 400; id++) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                long first = IdHash.first(bytes, 0, length);
                long second = IdHash.second(bytes, 0, length);
                for (int bit = 0; bit < 8 * length; bit++, trials++) {
                    bytes[bit / 8] ^= (byte) (1 << bit % 8);
                    count(turned, 0, first ^ IdHash.first(bytes, 0, length));
                    count(turned, 64, second ^ IdHash.second(bytes, 0, length));
                    bytes[bit / 8] ^= (byte) (1 << bit % 8);
                }
            }
            // Six deviations of a fair coin, for 128 bits and seven lengths.
            double most = 3 / Math.sqrt(trials);
            for (double each : turned) {
                assertThat(each / trials).as("length %d", length).isBetween(.5 - most, .5 + most);
            }
        }
    }

    private static void count(double[] turned, int from, long changed) {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            turned[from + bit] += changed >>> bit & 1;
        }
    }

    @Test
    void shouldSpreadIdsThatAreCountedUpEvenlyOverBuckets() {
        long[] hashes = counted(IDS, true);
        for (int shift : new int[] {0, 16, 32, 52}) {
            int[] buckets = new int[1 << 12];
            for (long hash : hashes) {
                buckets[(int) (hash >>> shift) & buckets.length - 1]++;
            }
            double expected = (double) IDS / buckets.length;
            double chi = Arrays.stream(buckets)
                    .mapToDouble(each -> (each - expected) * (each - expected) / expected)
                    .sum();
            // Mean and deviation of the distribution with as many degrees of freedom; five deviations either way.
            int freedom = buckets.length - 1;
            assertThat(chi)
                    .as("bits from %d", shift)
                    .isBetween(freedom - 5 * Math.sqrt(2.0 * freedom), freedom + 5 * Math.sqrt(2.0 * freedom));
        }
    }

    /** Halves of 64 bits of a million ids meet by chance once in 30 million runs; 32 bits of them do some 128 times. */
    @Test
    void shouldMeetNoMoreOftenThanChance() {
        for (boolean first : new boolean[] {true, false}) {
            long[] hashes = counted(IDS, first);
            assertThat(distinct(LongStream.of(hashes))).isEqualTo(IDS);
            int low = distinct(LongStream.of(hashes).map(hash -> hash & 0xffff_ffffL));
            int high = distinct(LongStream.of(hashes).map(hash -> hash >>> 32));
            assertThat(IDS - low).isBetween(128 - 60, 128 + 60);
            assertThat(IDS - high).isBetween(128 - 60, 128 + 60);
        }
    }

    private static int distinct(LongStream values) {
        long[] sorted = values.sorted().toArray();
        int found = 1;
        for (int i = 1; i < sorted.length; i++) {
            found += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return found;
    }

    private static long[] counted(int ids, boolean first) {
        long[] hashes = new long[ids];
        for (int i = 0; i < ids; i++) {
            byte[] id = ("imp-20260105-" + i).getBytes(StandardCharsets.UTF_8);
            hashes[i] = first ? IdHash.first(id, 0, id.length) : IdHash.second(id, 0, id.length);
        }
        return hashes;
    }
}
