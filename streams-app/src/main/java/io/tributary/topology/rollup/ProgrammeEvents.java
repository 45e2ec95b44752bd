package io.tributary.topology.rollup;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.common.v1.Stage;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.WindowSize;
import io.tributary.domain.reward.BenefitStatus;
import io.tributary.domain.rollup.DayEvents;
import io.tributary.domain.rollup.DayMember.Window;
import io.tributary.programmes.v1.BenefitKind;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KeyValue;

/** What is decided and given in programmes, folded into the day in which it happens: who graduates and still sells, and coupons. */
final class ProgrammeEvents {
    private static final String STILL_SELLS = "still-sells";

    private final DayStore days;
    private final DayCalendar calendar;

    ProgrammeEvents(DayStore days, ZoneId zone) {
        this.days = days;
        this.calendar = new DayCalendar(zone);
    }

    /** Of a merchant's decisions those that are counted, by programme; without what they were made on. */
    static List<KeyValue<String, MerchantDecisions>> byProgramme(MerchantDecisions record) {
        Map<String, List<MadeDecision>> counted = record.getDecisions().stream()
                .filter(each -> isGraduation(each) || each.getKind() == DecisionKind.SURVIVAL)
                .collect(Collectors.groupingBy(MadeDecision::getProgrammeId));
        return counted.entrySet().stream()
                .map(each -> KeyValue.pair(each.getKey(), only(record, each.getValue())))
                .toList();
    }

    private static MerchantDecisions only(MerchantDecisions record, List<MadeDecision> decisions) {
        return new MerchantDecisions(
                record.getMerchantId(),
                record.getDecidedAt(),
                record.getBeat(),
                record.getRulesDigest(),
                Map.of(),
                Map.of(),
                decisions);
    }

    private static boolean isGraduation(MadeDecision decision) {
        return decision.getKind() == DecisionKind.STAGE && decision.getStage() == Stage.GRADUATED;
    }

    /** A change of a traffic coupon, by programme; nothing of other benefits, which the platform's own systems execute. */
    static List<KeyValue<String, BenefitChange>> byProgramme(BenefitChange change) {
        return change.getKind() == BenefitKind.TRAFFIC_COUPON
                        && change.getStatus() != io.tributary.benefits.v1.BenefitStatus.UNKNOWN
                ? List.of(KeyValue.pair(change.getProgrammeId(), change))
                : List.of();
    }

    void decided(String programmeId, MerchantDecisions record) {
        for (MadeDecision each : record.getDecisions()) {
            if (isGraduation(each)) {
                change(programmeId, record.getDecidedAt(), DayEvents::withGraduate);
            } else {
                boolean sells = each.getReasons().stream()
                        .anyMatch(reason -> reason.getClause().equals(STILL_SELLS));
                change(programmeId, record.getDecidedAt(), events -> events.withSurvival(sells));
            }
        }
    }

    void changed(BenefitChange change) {
        String coupon = change.getProgrammeId() + "/" + change.getMerchantId() + "/" + change.getId();
        BenefitStatus before = days.coupon(coupon);
        BenefitStatus now = BenefitStatus.valueOf(change.getStatus().name());
        change(
                change.getProgrammeId(),
                change.getTime(),
                events -> events.with(events.coupons().after(before, now, change.getQuota(), change.getUsed())));
        days.keepCoupon(coupon, DayEvents.isOver(now) ? null : now);
    }

    private void change(String programmeId, long time, UnaryOperator<DayEvents> change) {
        Window day = new Window(programmeId, calendar.start(WindowSize.DAY, time), calendar.end(WindowSize.DAY, time));
        days.keep(day, change.apply(days.events(day)));
        days.changed(day);
    }
}
