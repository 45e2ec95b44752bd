package io.tributary.cli;

import io.tributary.app.config.Settings;
import io.tributary.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether this machine's clock goes with the brokers'. Reports of tasks carry the broker's time of arrival, some each second while the
 * service runs: the newest is from the future when this clock is behind, and old when it is ahead, or when nothing runs.
 */
final class ClockCheck {
    /** What the pool begins to distrust its clock at, and events of such an age ahead are refused. */
    private static final long MOST_MILLIS = 1_000;

    private static final long SILENT_MILLIS = 60_000;

    private final Admin admin;
    private final Settings settings;

    ClockCheck(Admin admin, Settings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    List<Finding> findings() {
        if (settings.beat().eventClock()) {
            return List.of(Finding.ok("clock", "beat.clock=event: the service follows its records"));
        }
        TopicPartition reports =
                new TopicPartition(settings.connection().topics().of(Topics.POOL_REPORTS), 0);
        if (!BrokerCheck.get(admin.listTopics().names()).contains(reports.topic())) {
            return List.of(Finding.ok("clock", "nothing was written yet to compare it with"));
        }
        long newest = BrokerCheck.get(admin.listOffsets(Map.of(reports, OffsetSpec.maxTimestamp()))
                        .partitionResult(reports))
                .timestamp();
        return List.of(of(newest, System.currentTimeMillis()));
    }

    /**
     * @param newest the brokers' time of the last report, epoch milliseconds; -1 when there is none
     */
    static Finding of(long newest, long now) {
        if (newest < 0) {
            return Finding.ok("clock", "nothing was written yet to compare it with");
        } else if (newest - now > MOST_MILLIS) {
            return Finding.fail(
                    "clock",
                    "this machine is " + (newest - now) + " ms behind the brokers",
                    "start a time service (chronyd, ntpd) here and there");
        } else if (now - newest > SILENT_MILLIS) {
            return Finding.warn(
                    "clock",
                    "the last report of a task came " + (now - newest) / 1_000 + " s ago by this clock",
                    "if the service runs, this clock is ahead or its tasks are silent: see tributary_clock_skew_seconds");
        }
        return Finding.ok("clock", "the last report of a task came " + (now - newest) + " ms ago by this clock");
    }
}
