package io.tributary.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.pool.v1.TaskCounters;
import org.junit.jupiter.api.Test;

class ExpectedTest {
    private static final Expected EXPECTED = new Expected(10_000, 300, 200, 100, 90);

    @Test
    void shouldAcceptWhatWasSent() {
        assertThat(EXPECTED.problems(counted(10_000, 300, 90, 200))).isEmpty();
    }

    @Test
    void shouldAllowForMerchantsThatAreEnrolledAfterTheFirstEvents() {
        assertThat(EXPECTED.problems(counted(10_000, 300, 90, 90))).isEmpty();
        assertThat(EXPECTED.problems(counted(10_000, 300, 90, 89))).containsExactly("charged 89 instead of 90 to 200");
        assertThat(EXPECTED.problems(counted(10_000, 300, 90, 201)))
                .containsExactly("charged 201 instead of 90 to 200");
    }

    @Test
    void shouldNameEverythingThatIsWrong() {
        assertThat(EXPECTED.problems(counted(9_999, 301, 0, 150)))
                .containsExactly(
                        "impressions 9,999 instead of 10,000",
                        "orders 301 instead of 300",
                        "duplicates 0 instead of 90");
    }

    private static TaskCounters counted(long impressions, long orders, long duplicates, long charged) {
        return TaskCounters.newBuilder()
                .setImpressions(impressions)
                .setOrders(orders)
                .setDuplicates(duplicates)
                .setCharged(charged)
                .build();
    }
}
