package io.tributary.domain.appeal;

import io.tributary.domain.appeal.AppealCase.Outcome;
import io.tributary.domain.appeal.AppealCase.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A merchant's appeals and complaints that are open, or were opened in the last six months. Immutable. */
public final class Cases {
    /** Most of one merchant. Of those that are closed the oldest make room for new ones. */
    public static final int MOST = 64;
    /** Of a merchant that has none. */
    public static final Cases NONE = new Cases(List.of());

    private final List<AppealCase> all;

    private Cases(List<AppealCase> all) {
        this.all = all;
    }

    /** Cases as they were stored. */
    public static Cases of(List<AppealCase> stored) {
        return stored.isEmpty() ? NONE : new Cases(List.copyOf(stored));
    }

    /** In the order in which they were opened. */
    public List<AppealCase> all() {
        return all;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The case of that id, or null. */
    public AppealCase of(String id) {
        for (AppealCase each : all) {
            if (each.id().equals(id)) {
                return each;
            }
        }
        return null;
    }

    /**
     * The same after an event.
     *
     * @param days in which a new case is to be decided
     * @return this when the event says nothing new
     * @throws IllegalArgumentException when the event cannot be, in one line
     */
    public Cases after(CaseEvent event, int days) {
        AppealCase known = of(event.caseId());
        if (event.action() == CaseEvent.Action.OPENED) {
            return known == null ? opened(event, days) : repeated(event, known);
        }
        if (known == null) {
            throw new IllegalArgumentException(
                    "caseId: '" + event.caseId() + "' is no case of the merchant, must be OPENED first");
        }
        return event.action() == CaseEvent.Action.CLOSED ? closed(event.closing(), known) : humanRequested(known);
    }

    private Cases opened(CaseEvent event, int days) {
        AppealCase.Term term =
                new AppealCase.Term(event.time(), event.time() + days * java.util.concurrent.TimeUnit.DAYS.toMillis(1));
        List<AppealCase> after = new ArrayList<>(all);
        if (after.size() >= MOST && !removeOldestClosed(after)) {
            throw new IllegalArgumentException(
                    "caseId: " + MOST + " cases of the merchant are open, more are not kept");
        }
        after.add(new AppealCase(event.caseId(), event.kind(), event.about().decisionId(), term, Status.NEW, 0));
        return new Cases(List.copyOf(after));
    }

    private static boolean removeOldestClosed(List<AppealCase> cases) {
        for (AppealCase each : cases) {
            if (!each.isOpen() && each.credit() == 0) {
                return cases.remove(each);
            }
        }
        return false;
    }

    private Cases repeated(CaseEvent event, AppealCase known) {
        if (known.kind() != event.kind()
                || !known.decisionId().equals(event.about().decisionId())) {
            throw new IllegalArgumentException("caseId: '" + event.caseId() + "' is about something else already");
        }
        return this;
    }

    private Cases humanRequested(AppealCase known) {
        if (!known.isOpen()) {
            throw new IllegalArgumentException("action: is HUMAN_REQUESTED, but '" + known.id() + "' is closed");
        }
        return known.status().humanRequested()
                ? this
                : with(known.withStatus(
                        new Status(Outcome.OPEN, true, known.status().overdue())));
    }

    private Cases closed(CaseEvent.Closing closing, AppealCase known) {
        if (!known.isOpen()) {
            if (known.status().outcome() != closing.outcome()) {
                throw new IllegalArgumentException("outcome: is " + closing.outcome() + ", but '" + known.id()
                        + "' was closed as " + known.status().outcome());
            }
            return this;
        }
        if (known.status().humanRequested() && !closing.byHuman()) {
            throw new IllegalArgumentException(
                    "decidedBy: must be HUMAN, since a human was requested for '" + known.id() + "'");
        }
        if (closing.exposures() > 0 && known.decisionId().isEmpty()) {
            throw new IllegalArgumentException(
                    "exposures: must be 0, since '" + known.id() + "' is about no programme's decision");
        }
        Status status = new Status(
                closing.outcome(),
                known.status().humanRequested(),
                known.status().overdue());
        return with(known.withStatus(status).withCredit(closing.exposures()));
    }

    /** The same with this case in the place of the one of its id. */
    private Cases with(AppealCase changed) {
        return map(each -> each.id().equals(changed.id()) ? changed : each);
    }

    private Cases map(UnaryOperator<AppealCase> change) {
        return new Cases(all.stream().map(change).toList());
    }

    /** The same when so many exposures of a case were credited. */
    public Cases credited(AppealCase one, long exposures) {
        return with(one.withCredit(one.credit() - exposures));
    }

    /** How many fall overdue at this time that were not before. */
    public int fallingOverdue(long time) {
        return (int) all.stream().filter(each -> fallsOverdue(each, time)).count();
    }

    private static boolean fallsOverdue(AppealCase one, long time) {
        return one.isOpen() && !one.status().overdue() && time >= one.term().dueAt();
    }

    /**
     * The same at this time: what was due is overdue, and what was closed is forgotten six months after it was opened.
     *
     * @return this when nothing changes
     */
    public Cases at(long time) {
        boolean changes = all.stream().anyMatch(each -> fallsOverdue(each, time) || isOver(each, time));
        if (!changes) {
            return this;
        }
        return of(all.stream()
                .filter(each -> !isOver(each, time))
                .map(each -> fallsOverdue(each, time)
                        ? each.withStatus(new Status(Outcome.OPEN, each.status().humanRequested(), true))
                        : each)
                .toList());
    }

    private static boolean isOver(AppealCase one, long time) {
        return !one.isOpen() && time >= one.term().openedAt() + CaseEvent.APPEAL_MILLIS;
    }

    /** When time alone changes something next, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    public long dueAt() {
        long due = Long.MAX_VALUE;
        for (AppealCase each : all) {
            if (!each.isOpen()) {
                due = Math.min(due, each.term().openedAt() + CaseEvent.APPEAL_MILLIS);
            } else if (!each.status().overdue()) {
                due = Math.min(due, each.term().dueAt());
            }
        }
        return due;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cases that && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
