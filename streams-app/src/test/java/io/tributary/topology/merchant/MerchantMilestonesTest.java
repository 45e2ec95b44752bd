package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.pool.v1.PoolReport;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a platform reports of merchants. */
class MerchantMilestonesTest {
    @Test
    void shouldCountAnEventOnceAlsoAfterARestart() {
        try (MerchantFixture service = new MerchantFixture()) {
            service.beat(DAWN);
            service.events.pipeInput("m1", event("e1", "listed", NOON), NOON);
            service.events.pipeInput("m1", event("e1", "listed", NOON), NOON);
            assertCounts(service.beat(NOON + SECOND), 1, 1);
            try (MerchantFixture next = service.restarted()) {
                next.events.pipeInput("m1", event("e1", "listed", NOON), NOON);
                next.events.pipeInput("m1", event("e2", "live", NOON), NOON);
                assertCounts(next.beat(NOON + 2 * SECOND), 2, 2);
            }
        }
    }

    @Test
    void shouldPutAsideWhatCannotBeUsed() {
        try (MerchantFixture service = new MerchantFixture()) {
            service.beat(DAWN);
            service.events.pipeInput("m1", event("e1", "Listed", DAWN), DAWN);
            assertThat(reason(service)).startsWith("type: is Listed, must be a type of event");
            service.events.pipeInput("m1", event("e1", "applied", DAWN), DAWN);
            assertThat(reason(service)).contains("programmeId: is missing");
            service.events.pipeInput("m1", event("e1", "listed", DAWN + 30 * MerchantFixture.DAY), DAWN);
            assertThat(reason(service)).contains("time");
            service.events.pipeInput("m1", null, DAWN);
            assertThat(reason(service)).contains("value");
            assertCounts(service.beat(DAWN + SECOND), 0, 0);
        }
    }

    private static String reason(MerchantFixture service) {
        return new String(
                service.deadLetters
                        .readRecord()
                        .headers()
                        .lastHeader("__streams.errors.message")
                        .value(),
                StandardCharsets.UTF_8);
    }

    private static void assertCounts(PoolReport report, long events, long duplicates) {
        assertThat(report.getCounters().getMerchantEvents()).isEqualTo(events);
        assertThat(report.getCounters().getDuplicates()).isEqualTo(duplicates);
    }

    private static MerchantEvent event(String id, String type, long time) {
        return MerchantEvent.newBuilder()
                .setEventId(id)
                .setType(type)
                .setTime(time)
                .build();
    }
}
