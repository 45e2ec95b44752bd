package io.tributary.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final int EVENTS = 200_000;

    /** Counts what it gets. */
    private static final class Counts implements Workload.Sink {
        private final Set<String> ids = new HashSet<>();
        private final List<String> first = new ArrayList<>();
        private long bytes;
        private int impressions;
        private int duplicates;
        private int orders;
        private int boosted;
        private int gained;
        private long latest;
        private int backwards;

        @Override
        public void impression(String merchantId, Impression impression) {
            note(merchantId, impression.toString());
            if (!ids.add(impression.getImpressionId())) {
                duplicates++;
                return;
            }
            backwards += impression.getTime() < latest ? 1 : 0;
            latest = impression.getTime();
            impressions++;
            boosted += impression.getDirectiveId() != null ? 1 : 0;
            gained += impression.getFinalRank() < impression.getBaseRank() ? 1 : 0;
            bytes += size(merchantId, impression);
        }

        @Override
        public void order(String merchantId, OrderLine order) {
            note(merchantId, order.toString());
            orders++;
        }

        private void note(String merchantId, String event) {
            if (first.size() < 10_000) {
                first.add(merchantId + event);
            }
        }

        /** As on a broker: Avro's own header of 10 bytes gives way to 5 of the registry's, a record needs 10 besides. */
        private static int size(String key, Impression impression) {
            try {
                ByteBuffer encoded = Impression.getEncoder().encode(impression);
                return encoded.remaining() - 10 + 5 + key.length() + 10;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void shouldHaveTheSharesItPromises() {
        Workload workload = new Workload(WorkloadSettings.standard(EVENTS, 1));
        Counts counts = new Counts();

        workload.sendAll(counts);

        assertThat(counts.impressions + counts.duplicates + counts.orders).isEqualTo(EVENTS);
        assertThat(share(counts.orders)).isCloseTo(0.03, within(0.002));
        assertThat(share(counts.duplicates)).isCloseTo(0.01, within(0.002));
        assertThat((double) counts.boosted / counts.impressions).isCloseTo(0.05, within(0.003));
        assertThat((double) counts.gained / counts.boosted).isCloseTo(0.5, within(0.03));
        assertThat(counts.backwards).as("steps back in time").isZero();
        assertThat((double) counts.bytes / counts.impressions).as("bytes").isBetween(125.0, 135.0);
        Expected expected = workload.expected();
        assertThat(expected.impressions()).isEqualTo(counts.impressions);
        assertThat(expected.orders()).isEqualTo(counts.orders);
        assertThat(expected.duplicates()).isEqualTo(counts.duplicates);
        assertThat(expected.charged()).isEqualTo(counts.gained);
        assertThat(expected.chargedEarly()).isCloseTo(counts.gained / 2, within(200L));
    }

    @Test
    void shouldSendTheSameWithTheSameSeed() {
        assertThat(first(7)).hasSize(10_000).isEqualTo(first(7)).isNotEqualTo(first(8));
    }

    @Test
    void shouldHaveABeatForEachSecond() {
        Market market = new Market(WorkloadSettings.standard(250_000, 1));

        assertThat(market.beatTime(Market.BEATS_AHEAD + 1)).isEqualTo(market.firstEvent());
        assertThat(market.lastBeat()).as("events of seconds 0, 1 and 2").isEqualTo(Market.BEATS_AHEAD + 3);
        assertThat(market.beat(1).getRules()).hasSize(1);
        assertThat(market.beat(2).getRules()).isNull();
        assertThat(market.beat(9).getTime()).isEqualTo(market.firstEvent() + 3_000);
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> WorkloadSettings.standard(0, 1)).hasMessage("events: is 0, must be at least 1");
        assertThatThrownBy(() -> WorkloadSettings.standard(10, 1).withMerchants(9))
                .hasMessage("merchants: is 9, must be 10 to 10,000,000");
    }

    private static List<String> first(long seed) {
        Counts counts = new Counts();
        new Workload(WorkloadSettings.standard(20_000, seed)).sendAll(counts);
        return counts.first;
    }

    private static double share(int count) {
        return (double) count / EVENTS;
    }
}
