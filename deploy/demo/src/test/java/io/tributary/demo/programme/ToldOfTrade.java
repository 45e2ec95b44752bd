package io.tributary.demo.programme;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Stage;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.demo.same.WholeService;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.GroupMetric;
import io.tributary.metrics.v1.ProgrammeDay;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** What the service has told of a {@link RandomTrade}. */
final class ToldOfTrade implements WholeService.Outputs {
    private static final long MINUTE = 60_000;

    private final List<String> refused = new ArrayList<>();
    private final Map<String, BoostDirective> directives = new HashMap<>();
    private final Map<String, Long> grants = new HashMap<>();
    private final Map<String, TreeMap<Long, Stage>> stages = new HashMap<>();
    private final Map<String, ProgrammeDay> days = new HashMap<>();
    private final Map<String, GroupMetric> groups = new HashMap<>();
    private final Map<String, ProgrammeMetric> windows = new HashMap<>();

    List<String> refused() {
        return refused;
    }

    /** The highest revision, by programme and start. */
    Map<String, ProgrammeDay> days() {
        return days;
    }

    /** The highest revision, by programme, start, dimension and value. */
    Map<String, GroupMetric> groups() {
        return groups;
    }

    /** The highest revision, by programme, size and start. */
    Map<String, ProgrammeMetric> windows() {
        return windows;
    }

    /** The directive in force; null for none. */
    BoostDirective directive(String merchant) {
        return directives.get(merchant);
    }

    /** Exposures granted of a day. */
    long granted(String programmeId, long day, String merchant) {
        return grants.getOrDefault(programmeId + " " + day + " " + merchant, 0L);
    }

    Stage stage(String programmeId, String merchant, long time) {
        Map.Entry<Long, Stage> last = stages.getOrDefault(programmeId + " " + merchant, new TreeMap<>())
                .floorEntry(time);
        return last == null ? Stage.SEED : last.getValue();
    }

    @Override
    public void take(Topic<?> topic, String key, SpecificRecord value, long time) {
        if (topic == Topics.BOOST_DIRECTIVES && value == null) {
            directives.remove(key);
        } else if (value instanceof BoostDirective directive) {
            directives.put(key, directive);
        } else if (value instanceof LedgerEntry entry && entry.getKind() == EntryKind.GRANT) {
            grants.put(
                    entry.getProgrammeId() + " " + entry.getPeriodStart() + " " + entry.getMerchantId(),
                    entry.getGranted());
        } else if (value instanceof MerchantDecisions made) {
            made.getDecisions().forEach(each -> decided(made, each));
        } else if (value instanceof ProgrammeMetric metric && metric.getPacing() == null) {
            windows.put(metric.getProgrammeId() + " " + metric.getWindowSize() + " " + metric.getWindowStart(), metric);
        }
    }

    private void decided(MerchantDecisions made, MadeDecision each) {
        if (each.getKind() == DecisionKind.STAGE) {
            stages.computeIfAbsent(each.getProgrammeId() + " " + made.getMerchantId(), any -> new TreeMap<>())
                    .put(made.getDecidedAt(), each.getStage());
        }
    }

    @Override
    public void take(Topic<?> topic, String key, String text) {
        if (topic == Topics.DEAD_LETTERS) {
            refused.add(key + " " + text);
        }
    }

    @Override
    public void day(String programmeId, SpecificRecord record) {
        if (record instanceof ProgrammeDay day) {
            ProgrammeDay before = days.put(programmeId + " " + day.getWindowStart(), day);
            assertThat(day.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
            assertThat(before == null || day.getTime() / MINUTE > before.getTime() / MINUTE)
                    .as("one row of a day and minute")
                    .isTrue();
        } else if (record instanceof GroupMetric group) {
            groups.put(
                    programmeId + " " + group.getWindowStart() + " " + group.getDimension() + " " + group.getValue(),
                    group);
        }
    }
}
