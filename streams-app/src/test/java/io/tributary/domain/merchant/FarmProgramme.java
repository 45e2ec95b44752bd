package io.tributary.domain.merchant;

import io.tributary.domain.BucketRange;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.Surface;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.enrolment.Seating;
import io.tributary.domain.ledger.DirectiveId;
import io.tributary.domain.ledger.GrantTerms;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.Delivery;
import io.tributary.domain.rules.Delivery.Boost;
import io.tributary.domain.rules.Delivery.RelevanceLimit;
import io.tributary.domain.rules.Identity;
import io.tributary.domain.rules.ItemScope;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.ProgrammeStatus;
import io.tributary.domain.rules.Quota;
import io.tributary.domain.rules.RelevanceUnit;
import io.tributary.domain.rules.RuleBook;
import io.tributary.domain.rules.Term;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A programme, what a beat says of it, and its members, for tests. At first it is halfway through an hour, and grants nothing yet. */
final class FarmProgramme {
    static final long DAWN = 1_772_380_800_000L;
    static final long PERIOD = 3_600_000;
    static final long NOON = DAWN + PERIOD / 2;
    static final BucketRange HOLDOUT = new BucketRange(0, 20);

    final String id;
    int version = 1;
    long floor = 4;
    boolean active = true;
    double strength = 1;
    double grantRate = -1;
    long ratedBeat;
    double candidateRate;
    double floorScale = 1;
    double meanProgress = 0.5;
    double schedule = 0.5;
    double scheduleAhead = 0.6;
    double lossAllowance;
    double orderRate;
    ItemScope items = ItemScope.ALL;
    Quota.Sharing sharing = Quota.Sharing.NONE;

    FarmProgramme() {
        this("farm");
    }

    FarmProgramme(String id) {
        this.id = id;
    }

    ProgrammeRules rules() {
        return new ProgrammeRules(
                new Identity(id, version, new LocalizedText("农特产品", "Farm"), ProgrammeStatus.ACTIVE, 1),
                new Term(DAWN, Long.MAX_VALUE, ZoneId.of("Asia/Shanghai"), 60),
                new Quota(1_000, floor, 60, Map.of(), sharing),
                new Delivery(
                        Set.of(Surface.FEED, Surface.SEARCH),
                        HOLDOUT,
                        new Boost(3, 0.1, 0.1, 1),
                        new RelevanceLimit(0.1, RelevanceUnit.SCORE),
                        new Delivery.Reach(items, true, 1)),
                List.of());
    }

    ProgrammeTerms terms() {
        return new ProgrammeTerms(
                id,
                1,
                DAWN,
                DAWN + PERIOD,
                DAWN + PERIOD,
                active,
                strength,
                grantRate,
                ratedBeat,
                candidateRate,
                floorScale,
                floorScale,
                meanProgress,
                schedule,
                scheduleAhead,
                1,
                orderRate,
                lossAllowance,
                Seating.Terms.NONE);
    }

    /** Has a merchant take part from the first beat on, and grants it something. */
    Participation enrol(MerchantState merchant, Ledger ledger, long granted) {
        Participation part = Participation.first(id, 2);
        part.budget().agree(new GrantTerms(4, 1, 60), false, 1);
        ledger.startPeriod(merchant, part.budget(), DAWN, DAWN + PERIOD);
        ledger.grant(merchant, part.budget(), granted);
        merchant.addParticipation(part);
        return part;
    }

    /** Charges a merchant's part so many exposures of the period that runs. */
    static void charge(Ledger ledger, Participation part, long exposures) {
        for (long i = 0; i < exposures; i++) {
            ledger.charge(
                    part.budget(), part.budget().periodOf(directiveId(part.programmeId()), 1, DAWN, 0), null, DAWN);
        }
    }

    static String directiveId(String programmeId) {
        return DirectiveId.of(programmeId, DAWN, 1, DAWN + PERIOD);
    }

    /** Rules in force of these programmes, for which every merchant is eligible. */
    static RuleBook book(FarmProgramme... programmes) {
        return book(7, programmes);
    }

    static RuleBook book(long digest, FarmProgramme... programmes) {
        List<RuleBook.Version> versions = new ArrayList<>();
        for (FarmProgramme each : programmes) {
            versions.add(new RuleBook.Version(each.rules(), new Eligibility(List.of()), RuleBook.AT_ONCE));
        }
        return new RuleBook(digest, versions, List.of());
    }

    static MerchantProfile profile(boolean optOut) {
        return new MerchantProfile("SMALL", List.of(), DAWN, "", List.of(), "", -1, 0, "", optOut);
    }
}
