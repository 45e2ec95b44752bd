package io.tributary.topology.merchant;

import io.tributary.domain.enrolment.EnrolmentEvent;
import io.tributary.domain.enrolment.EnrolmentHistory;
import io.tributary.domain.enrolment.EnrolmentRecord;
import io.tributary.domain.enrolment.EnrolmentRecord.Cure;
import io.tributary.domain.enrolment.EnrolmentRecord.Dates;
import io.tributary.domain.enrolment.EnrolmentRecord.Request;
import io.tributary.domain.enrolment.EnrolmentRecord.Waiting;
import io.tributary.domain.enrolment.LadderRecord;
import io.tributary.state.v1.CureState;
import io.tributary.state.v1.EnrolmentEventName;
import io.tributary.state.v1.EnrolmentHistoryState;
import io.tributary.state.v1.EnrolmentRecordState;
import io.tributary.state.v1.EnrolmentRequestState;
import io.tributary.state.v1.LadderEndingState;
import io.tributary.state.v1.LadderRecordState;
import io.tributary.state.v1.WaitingState;

/** Section “enrolment history” of a merchant. */
final class EnrolmentHistorySection {
    private EnrolmentHistorySection() {}

    static EnrolmentHistoryState of(EnrolmentHistory history) {
        return new EnrolmentHistoryState(
                history.records().stream().map(EnrolmentHistorySection::state).toList(),
                history.ladders().stream().map(EnrolmentHistorySection::state).toList());
    }

    static EnrolmentHistory history(EnrolmentHistoryState state) {
        if (state.getRecords().isEmpty() && state.getLadders().isEmpty()) {
            return EnrolmentHistory.NONE;
        }
        return new EnrolmentHistory(
                state.getRecords().stream().map(EnrolmentHistorySection::record).toList(),
                state.getLadders().stream().map(EnrolmentHistorySection::ladder).toList());
    }

    private static LadderRecordState state(LadderRecord ladder) {
        LadderRecord.Ending end = ladder.ending();
        return new LadderRecordState(
                ladder.programmeId(),
                ladder.delivered(),
                end == null
                        ? null
                        : new LadderEndingState(
                                end.graduated(), end.clause(), end.at(), end.returnsAt(), end.survivalAt()),
                ladder.lastSaleAt());
    }

    private static LadderRecord ladder(LadderRecordState state) {
        LadderEndingState end = state.getEnding();
        return new LadderRecord(
                state.getProgrammeId().intern(),
                state.getDelivered(),
                end == null
                        ? null
                        : new LadderRecord.Ending(
                                end.getGraduated(),
                                end.getClause(),
                                end.getAt(),
                                end.getReturnsAt(),
                                end.getSurvivalAt()),
                state.getLastSaleAt());
    }

    private static EnrolmentRecordState state(EnrolmentRecord record) {
        Dates dates = record.dates();
        return new EnrolmentRecordState(
                record.programmeId(),
                record.requests().stream()
                        .map(each -> new EnrolmentRequestState(
                                EnrolmentEventName.valueOf(each.event().name()), each.firstAt(), each.lastAt()))
                        .toList(),
                dates.enrolledAt(),
                dates.declinedAt(),
                dates.exitedAt(),
                dates.bannedUntil(),
                record.cures().stream()
                        .map(each -> new CureState(each.exit(), each.since()))
                        .toList(),
                record.exits(),
                record.waiting() == null
                        ? null
                        : new WaitingState(
                                record.waiting().order(),
                                record.waiting().sinceBeat(),
                                record.waiting().since()));
    }

    private static EnrolmentRecord record(EnrolmentRecordState state) {
        return new EnrolmentRecord(
                state.getProgrammeId().intern(),
                state.getRequests().stream()
                        .map(each -> new Request(
                                EnrolmentEvent.valueOf(each.getEvent().name()), each.getFirstAt(), each.getLastAt()))
                        .toList(),
                new Dates(state.getEnrolledAt(), state.getDeclinedAt(), state.getExitedAt(), state.getBannedUntil()),
                state.getCures().stream()
                        .map(each -> new Cure(each.getExit(), each.getSince()))
                        .toList(),
                state.getExits(),
                waiting(state.getWaiting()));
    }

    private static Waiting waiting(WaitingState state) {
        return state == null ? null : new Waiting(state.getOrder(), state.getSinceBeat(), state.getSince());
    }
}
