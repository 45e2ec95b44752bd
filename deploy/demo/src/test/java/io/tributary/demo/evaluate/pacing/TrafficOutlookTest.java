package io.tributary.demo.evaluate.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrafficOutlookTest {
    @Test
    void shouldFollowTheLevelOfTraffic() {
        TrafficOutlook outlook = new TrafficOutlook(1_000);
        for (int beat = 1; beat <= 60; beat++) {
            double schedule = beat / 100.0;
            outlook.beat(schedule, beat <= 50 ? beat * 10 : 500 + (beat - 50) * 5);
        }

        assertThat(outlook.level()).isCloseTo(500, within(10.0));
        assertThat(outlook.left()).isCloseTo(200, within(4.0));
    }
}
