package io.tributary.app.config;

import static io.tributary.app.config.SettingKeys.METRICS_DISCLOSURE_THRESHOLD;
import static io.tributary.app.config.SettingKeys.METRICS_GRACE_MS;
import static io.tributary.app.config.SettingKeys.METRICS_RESTATE_MS;
import static io.tributary.app.config.SettingKeys.METRICS_SPREAD_MS;
import static io.tributary.app.config.SettingKeys.METRICS_TIME_ZONE;
import static io.tributary.app.config.SettingKeys.METRICS_UPLIFT_INTERVAL_MS;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigException;

/** Settings of metrics: when their windows are over, corrected and told. */
final class MetricSettingsDefinition {
    private static final int DAY = 86_400_000;

    private MetricSettingsDefinition() {}

    static void define(ConfigDef def) {
        def.define(
                METRICS_GRACE_MS,
                ConfigDef.Type.LONG,
                600_000L,
                between(0, 7L * DAY),
                MEDIUM,
                "Milliseconds a metric window waits for late records before it is FINAL.");
        def.define(
                METRICS_SPREAD_MS,
                ConfigDef.Type.LONG,
                800L,
                between(0, 60_000),
                MEDIUM,
                "Milliseconds over which rows of a minute, hour or day that ended are spread: each merchant's come up to this much later,"
                        + " at a moment of its own. With more, what else is decided at a minute's end waits less; with 800 and a beat a"
                        + " second rows come within two seconds.");
        def.define(
                METRICS_RESTATE_MS,
                ConfigDef.Type.LONG,
                30L * DAY,
                between(7L * DAY, 90L * DAY),
                MEDIUM,
                "Milliseconds after the end of a day in which refunds, late records and verdicts of invalid traffic still restate its hours"
                        + " and the day itself. What comes later is counted (beyondHorizon). Each day costs disk: see METRICS.md.");
        def.define(
                METRICS_UPLIFT_INTERVAL_MS,
                ConfigDef.Type.LONG,
                600_000L,
                between(60_000, DAY),
                LOW,
                "Milliseconds of the service's time between two publications of what support caused (topic uplift). Tasks tell of"
                        + " their counts once a minute, so that less is of no use.");
        def.define(
                METRICS_DISCLOSURE_THRESHOLD,
                ConfigDef.Type.INT,
                20,
                between(1, 1_000),
                MEDIUM,
                "Fewest merchants of a group whose figures are published; smaller ones are withheld, and so is what would give them"
                        + " away by subtraction. 1: nothing is withheld.");
        def.define(
                METRICS_TIME_ZONE,
                ConfigDef.Type.STRING,
                "Asia/Shanghai",
                LambdaValidator.with(MetricSettingsDefinition::requireZone, () -> "an IANA time zone"),
                MEDIUM,
                "Zone in which the days of the metrics begin.");
    }

    private static void requireZone(String name, Object value) {
        try {
            ZoneId.of((String) value);
        } catch (DateTimeException e) {
            throw new ConfigException(name, value, "not a time zone");
        }
    }
}
