package io.tributary.chaos;

import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseOutcome;
import io.tributary.feedback.v1.Feedback;
import io.tributary.pool.v1.TaskCounters;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What appeals should have come to. */
final class CaseOracle {
    private final ExpectedCounters counters;
    private final Map<String, Upheld> upheld = new TreeMap<>();

    /**
     * A case in which the merchant was right.
     *
     * @param merchant whose case it is
     * @param exposures that are to be credited
     * @param time when it was closed, epoch milliseconds
     */
    record Upheld(String merchant, long exposures, long time) {}

    CaseOracle(ExpectedCounters counters) {
        this.counters = counters;
    }

    /** By merchant and id of the case: see {@link #key}. */
    Map<String, Upheld> upheld() {
        return upheld;
    }

    static String key(String merchant, String caseId) {
        return merchant + " " + caseId;
    }

    void count(List<TopicLog.Entry<Feedback>> feedback) {
        Set<String> known = new HashSet<>();
        for (TopicLog.Entry<Feedback> entry : feedback) {
            counters.seen(entry.partition(), entry.key());
            String key = key(entry.key(), entry.value().getCaseId());
            if (known.add(key + " " + entry.value().getAction())) {
                count(counters.of(entry.partition()), entry.key(), entry.value());
            } else {
                counters.duplicate(entry.partition());
            }
        }
    }

    private void count(TaskCounters task, String merchant, Feedback happened) {
        if (happened.getAction() == CaseAction.OPENED) {
            task.setCasesOpened(task.getCasesOpened() + 1);
        } else if (happened.getAction() == CaseAction.CLOSED) {
            task.setCasesClosed(task.getCasesClosed() + 1);
            if (happened.getOutcome() == CaseOutcome.UPHELD) {
                upheld.put(
                        key(merchant, happened.getCaseId()),
                        new Upheld(merchant, happened.getExposures(), happened.getTime()));
            }
        }
    }
}
