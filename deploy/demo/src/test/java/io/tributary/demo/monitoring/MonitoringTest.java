package io.tributary.demo.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MonitoringTest {
    @Test
    void shouldReadALineOfAScrape() {
        assertThat(Monitoring.Series.of("a_total{for=\"x\",role=\"say \\\"b\\\"\"} 1.0")
                        .toString())
                .isEqualTo("Series[name=a_total, labels={for=x, role=say \\\"b\\\"}]");
        assertThat(Monitoring.Series.of("a_total 1.0").toString()).isEqualTo("Series[name=a_total, labels={}]");
    }

    @Test
    void shouldNameWhatIsAskedForInVain() {
        assertThat(Monitoring.missingIn(
                        "tributary_waiting_seconds{for=\"schema-registry\"} 0\ntributary_pool{programme=\"farm\"} 1\n"))
                .as("a metric that is not there")
                .contains("tributary_beat_age_seconds")
                .as("a metric that is there")
                .doesNotContain("tributary_waiting_seconds", "tributary_pool")
                .as("no series of anything else that is waited for")
                .anySatisfy(each -> assertThat(each).contains("metric=tributary_waiting_seconds", "operator=!~"))
                .noneSatisfy(each -> assertThat(each).contains("metric=tributary_waiting_seconds", "operator==~"));
        assertThat(Monitoring.missingIn("tributary_waiting_seconds 0\n"))
                .as("nothing to group by")
                .anySatisfy(each -> assertThat(each).startsWith("labels [for] in max by (for, instance)"));
    }
}
