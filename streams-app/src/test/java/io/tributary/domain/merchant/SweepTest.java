package io.tributary.domain.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.Dimensions;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.metric.SettledWindows;
import io.tributary.domain.rules.RuleBook;
import io.tributary.engine.due.DueTimes;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final MerchantPolicy POLICY = MerchantPolicy.of(20_000, 60_000, 0, ZONE);
    private static final MetricWindows.Clock CLOCK =
            new MetricWindows.Clock(new DayCalendar(ZONE), FarmProgramme.NOON, 60_000, 60_000);

    private final SaidByTask said = new SaidByTask();
    private final TaskState state = new TaskState();
    private final MerchantRepository merchants = MerchantRepository.inMemory();
    private final TaskProgrammes programmes = new TaskProgrammes(RuleBook.EMPTY, 0);
    private final VisitQueue queue = new VisitQueue(POLICY, new DueTimes(merchants));

    @Test
    void shouldVisitWhoIsInTheQueueAFewAtATimeAndThenReport() {
        Sweep sweep = sweep();
        List.of("m1", "m2", "m3").forEach(id -> queue.enqueue(merchants.add(id)));
        merchants.add("idle");

        sweep.begin(beat(), null, CLOCK);

        assertThat(sweep.goOn(2, CLOCK)).as("one is left").isNull();
        assertThat(state.isSweeping()).isTrue();
        assertThat(sweep.goOn(2, CLOCK).beat()).isEqualTo(1);
        assertThat(sweep.visits()).isEqualTo(3);
        assertThat(state.isSweeping()).isFalse();
    }

    @Test
    void shouldLeaveWhoComesMeanwhileToTheNextSweep() {
        Sweep sweep = sweep();
        queue.enqueue(merchants.add("m1"));
        sweep.begin(beat(), null, CLOCK);
        queue.enqueue(merchants.add("m2"));

        assertThat(sweep.goOn(10, CLOCK)).isNotNull();

        assertThat(sweep.visits()).isEqualTo(1);
        assertThat(queue.take()).extracting(MerchantState::id).containsExactly("m2");
    }

    @Test
    void shouldAskAllMerchantsWhenAPeriodBegins() {
        Sweep sweep = sweep();
        merchants.add("m1").profile(profile(), 1);
        merchants.add("nobody knows");

        sweep.begin(beat(new FarmProgramme().terms()), null, CLOCK);

        assertThat(sweep.goOn(10, CLOCK)).isNotNull();
        assertThat(sweep.visits()).as("there is something to decide").isEqualTo(1);
    }

    @Test
    void shouldAskAllMerchantsAfterASweepThatWasInterrupted() {
        merchants.add("m1").profile(profile(), 1);
        state.lastBeat(beat());
        state.sweeping(true);
        Sweep sweep = sweep();

        TaskReport report = sweep.goOn(10, CLOCK);

        assertThat(report.beat()).isEqualTo(1);
        assertThat(sweep.visits()).isEqualTo(1);
    }

    @Test
    void shouldPublishRowsOfCorrectionsAndDecideNothing() {
        Sweep sweep = sweep();
        MerchantState merchant = merchants.add("m1");
        long time = FarmProgramme.NOON - 60_000;
        merchant.windows().cancelled(CLOCK, time, Dimensions.of(Surface.FEED, Arm.NONE));
        queue.schedule(merchant, FarmProgramme.NOON + 1_000, Long.MAX_VALUE);
        queue.publishBy(merchant, time);

        sweep.begin(beat(), null, CLOCK);

        assertThat(sweep.goOn(10, CLOCK)).isNotNull();
        assertThat(said.rows).containsOnlyKeys("m1");
        assertThat(merchant.dueAt()).as("the visit is still to come").isEqualTo(FarmProgramme.NOON + 1_000);
        assertThat(merchant.correctionsDueAt()).as("final").isEqualTo(FarmProgramme.NOON + 60_000);
    }

    @Test
    void shouldVisitWhoIsQueuedThoughRowsOfCorrectionsAreDue() {
        Sweep sweep = sweep();
        MerchantState merchant = merchants.add("m1");
        queue.schedule(merchant, FarmProgramme.NOON + 1_000, FarmProgramme.NOON);
        sweep.begin(beat(), null, CLOCK);
        queue.enqueue(merchant);

        assertThat(sweep.goOn(10, CLOCK)).isNotNull();

        assertThat(merchant.nextDueAt()).as("nothing is left to come").isEqualTo(Long.MAX_VALUE);
    }

    private Sweep sweep() {
        Visit visit = new Visit(
                POLICY, state, programmes, new Ledger(said), new Visit.Outputs(said, SettledWindows.inMemory()));
        return new Sweep(state, merchants, programmes, queue, visit);
    }

    private static BeatTerms beat(ProgrammeTerms... terms) {
        return new BeatTerms(1, FarmProgramme.NOON, 1_000, List.of(terms), Set.of(), 0);
    }

    private static MerchantProfile profile() {
        return new MerchantProfile("SMALL", List.of(), FarmProgramme.DAWN, "", List.of(), "", -1, 0, "", false);
    }
}
