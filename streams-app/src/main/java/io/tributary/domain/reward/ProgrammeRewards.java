package io.tributary.domain.reward;

import io.tributary.domain.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A merchant's missions and benefits under one programme. They stay when it leaves: nothing is earned twice by coming back. */
final class ProgrammeRewards {
    /** Benefits that a merchant has at a time; what is earned beyond waits until one is over. */
    static final int MOST = 64;

    private final String programmeId;
    /** When the merchant came in first, epoch milliseconds. */
    private final long since;

    private final List<String> once = new ArrayList<>();
    private final List<MissionProgress> missions = new ArrayList<>();
    private final List<GivenBenefit> benefits = new ArrayList<>();
    private long lastNumber;

    ProgrammeRewards(String programmeId, long since) {
        this.programmeId = programmeId;
        this.since = since;
    }

    String programmeId() {
        return programmeId;
    }

    List<GivenBenefit> benefits() {
        return benefits;
    }

    /**
     * Counts an event towards the missions of its type.
     *
     * @param zone in which the programme's days begin
     * @return whether there was one
     */
    boolean count(RewardRules rules, ZoneId zone, String type, long time, long quantity) {
        boolean counts = false;
        for (Mission mission : rules.missions()) {
            if (mission.event().equals(type) && isOpen(mission, zone, time)) {
                progress(mission.id())
                        .count(mission.terms(), quantity, date(time, zone).toEpochDay(), time);
                counts = true;
            }
        }
        return counts;
    }

    private boolean isOpen(Mission mission, ZoneId zone, long time) {
        int days = mission.terms().withinDays();
        boolean inTime = days == 0 || time < plusDays(since, days, zone);
        return inTime && mission.requires().stream().allMatch(this::isFulfilled);
    }

    private boolean isFulfilled(String missionId) {
        MissionProgress progress = known(missionId);
        return progress != null && progress.isFulfilled();
    }

    /** Null while nothing was counted. */
    private MissionProgress known(String missionId) {
        for (MissionProgress each : missions) {
            if (each.missionId().equals(missionId)) {
                return each;
            }
        }
        return null;
    }

    private MissionProgress progress(String missionId) {
        MissionProgress progress = known(missionId);
        if (progress == null) {
            progress = new MissionProgress(missionId);
            missions.add(progress);
        }
        return progress;
    }

    /** Accepts the oldest offer of this benefit, if there is one. */
    void accept(String benefitId) {
        for (GivenBenefit each : benefits) {
            if (each.status() == BenefitStatus.OFFERED
                    && each.terms().benefitId().equals(benefitId)) {
                each.status(BenefitStatus.ACCEPTED);
                return;
            }
        }
    }

    /** Counts sales for the benefits in use whose time the sale is within. */
    boolean sold(int orders, long sales, String currency, long time) {
        boolean counts = false;
        for (GivenBenefit each : benefits) {
            boolean isInTime =
                    each.terms().from() <= time && time < each.terms().until();
            if (each.status() == BenefitStatus.ACTIVATED && isInTime) {
                each.sold(orders, sales, currency);
                counts = true;
            }
        }
        return counts;
    }

    /** Gives what is due by these rules, to a merchant that takes part at this stage. */
    void give(RewardRules rules, Stage stage, int version, ZoneId zone, long now) {
        for (Benefit each : rules.once(stage)) {
            if (benefits.size() < MOST && !once.contains(each.id())) {
                once.add(each.id());
                give(each, version, zone, now, now, "");
            }
        }
        for (Mission mission : rules.missions()) {
            MissionProgress progress = known(mission.id());
            while (progress != null && benefits.size() < MOST && progress.reward()) {
                give(rules.benefit(mission.benefit()), version, zone, progress.fulfilledAt(), now, mission.id());
            }
        }
    }

    private void give(Benefit benefit, int version, ZoneId zone, long earnedAt, long now, String missionId) {
        Benefit.Validity validity = benefit.validity();
        long from = validity.startsAfterDays() == 0 ? now : dayAfter(earnedAt, validity.startsAfterDays(), zone);
        long until = validity.validDays() == 0 ? Long.MAX_VALUE : plusDays(from, validity.validDays(), zone);
        GivenBenefit.Terms terms = new GivenBenefit.Terms(
                benefit.id(), ++lastNumber, version, benefit.kind(), benefit.allowance(), from, until, missionId);
        benefits.add(new GivenBenefit(terms, validity.accept() ? BenefitStatus.OFFERED : BenefitStatus.ACCEPTED));
    }

    /** Moves each benefit on to where it stands by now, publishes what is new, and forgets what is over. */
    void advance(long now, BenefitUse use) {
        Iterator<GivenBenefit> all = benefits.iterator();
        while (all.hasNext()) {
            GivenBenefit given = all.next();
            if (given.isJustAccepted()) {
                publish(given, use);
            }
            advance(given, now, use);
            publish(given, use);
            if (given.status().isOver()) {
                all.remove();
            }
        }
    }

    private static void advance(GivenBenefit given, long now, BenefitUse use) {
        GivenBenefit.Terms terms = given.terms();
        boolean isCoupon = terms.kind() == BenefitKind.TRAFFIC_COUPON;
        boolean begins = given.status() == BenefitStatus.ACCEPTED && terms.from() <= now && now < terms.until();
        if (begins && (!isCoupon || use.issue(given))) {
            given.status(BenefitStatus.ACTIVATED);
        }
        if (isCoupon && given.status() == BenefitStatus.ACTIVATED) {
            long used = terms.allowance().quota() - use.left(given);
            // Each use is in the ledger: here it is said when it is over.
            if (used == terms.allowance().quota() || now >= terms.until()) {
                given.used(used);
            }
        }
        if (given.status() == BenefitStatus.ACTIVATED && given.isUsedUp()) {
            given.status(BenefitStatus.USED);
        } else if (now >= terms.until()) {
            given.status(BenefitStatus.EXPIRED);
        }
    }

    /** Takes back all that is not over; what was used stays used. Coupons are the ledger's to take back. */
    void clawBack(BenefitUse use) {
        for (GivenBenefit each : benefits) {
            if (each.terms().kind() == BenefitKind.TRAFFIC_COUPON && each.status() == BenefitStatus.ACTIVATED) {
                each.used(each.terms().allowance().quota() - use.left(each));
            }
            each.status(BenefitStatus.CLAWED_BACK);
            publish(each, use);
        }
        benefits.clear();
    }

    private static void publish(GivenBenefit given, BenefitUse use) {
        if (given.isNews()) {
            use.publish(given);
            given.published();
        }
    }

    /** When time alone changes one of them after this time, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    long nextChange(long now) {
        long next = Long.MAX_VALUE;
        for (GivenBenefit each : benefits) {
            next = Math.min(next, each.nextChange(now));
        }
        return next;
    }

    private static LocalDate date(long time, ZoneId zone) {
        return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    }

    private static long dayAfter(long time, int days, ZoneId zone) {
        return date(time, zone).plusDays(days).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static long plusDays(long time, int days, ZoneId zone) {
        return Instant.ofEpochMilli(time)
                .atZone(zone)
                .plusDays(days)
                .toInstant()
                .toEpochMilli();
    }

    MerchantRewards.Part snapshot() {
        return new MerchantRewards.Part(
                programmeId,
                since,
                lastNumber,
                List.copyOf(once),
                missions.stream().map(MissionProgress::snapshot).toList(),
                benefits.stream().map(GivenBenefit::snapshot).toList());
    }

    static ProgrammeRewards restored(MerchantRewards.Part part) {
        ProgrammeRewards rewards = new ProgrammeRewards(part.programmeId(), part.since());
        rewards.lastNumber = part.lastNumber();
        rewards.once.addAll(part.once());
        part.missions().forEach(each -> rewards.missions.add(MissionProgress.restored(each)));
        part.benefits().forEach(each -> rewards.benefits.add(GivenBenefit.restored(each)));
        return rewards;
    }
}
