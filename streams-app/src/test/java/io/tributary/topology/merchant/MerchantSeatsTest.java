package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NEWCOMER;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ledger.v1.Decision;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.pool.v1.ProgrammeReport;
import io.tributary.pool.v1.SeatPlace;
import io.tributary.pool.v1.SeatTerms;
import io.tributary.programmes.v1.Enrolment;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Seats;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a task makes of the seats that beats give. */
class MerchantSeatsTest {
    private static final SeatPlace NOBODY = new SeatPlace(-1L, Long.MAX_VALUE);
    private static final SeatPlace LAST = new SeatPlace(Long.MAX_VALUE, Long.MAX_VALUE);

    private final MerchantFixture task = new MerchantFixture();
    private long now = NOON;

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldLetInWhomABeatCoversAlsoAcrossARestart() {
        task.put(seats(2));
        profile(task, "m-1");
        ProgrammeReport first = beat(task, new SeatTerms(NOBODY, 0L, LAST));
        long beat = task.lastBeat();
        profile(task, "m-2");
        ProgrammeReport second = beat(task, new SeatTerms(NOBODY, 0L, LAST));
        assertThat(first.getSeatsWanted()).isEqualTo(1);
        assertThat(second.getSeatsWanted()).isEqualTo(2);
        assertThat(second.getWaiting()).isEqualTo(2);
        assertThat(second.getMembers()).isZero();
        assertThat(decisions(task)).allSatisfy(each -> {
            assertThat(each.getClauses()).containsExactly("no-seat");
            assertThat(each.getReasons().get(0).getZh()).contains("候补");
        });
        try (MerchantFixture again = task.restarted()) {
            ProgrammeReport third = beat(again, new SeatTerms(LAST, beat, LAST));
            assertThat(third.getMembers()).as("m-2 came later").isEqualTo(1);
            assertThat(third.getSeatsWanted()).isEqualTo(2);
            assertThat(decisions(again)).singleElement().matches(Decision::getEligible);
            ProgrammeReport fourth = beat(again, new SeatTerms(LAST, beat + 1, LAST));
            assertThat(fourth.getMembers()).isEqualTo(2);
            assertThat(fourth.getWaiting()).isZero();
        }
    }

    @Test
    void shouldGiveUpThePlaceOfWhoLeavesOrIsGoneOrFailsAClause() {
        task.put(seats(2));
        for (String each : List.of("m-1", "m-2", "m-3")) {
            profile(task, each);
        }
        assertThat(beat(task, new SeatTerms(NOBODY, 0L, LAST)).getWaiting()).isEqualTo(3);
        task.profiles.pipeInput("m-1", null, now);
        tell("m-2", "left");
        task.profiles.pipeInput(
                "m-3", MerchantSamples.profile("m-3").setOptOut(true).build(), now);
        assertThat(beat(task, new SeatTerms(NOBODY, 0L, LAST)).getWaiting()).isZero();
        assertThat(beat(task, new SeatTerms(LAST, task.lastBeat(), LAST)).getMembers())
                .isZero();
    }

    @Test
    void shouldNotKeepWhoWaitsOutOfAnotherProgramme() {
        task.put(seats(2));
        task.put(MerchantSamples.programme("other", 1)
                .setEnrolment(
                        Enrolment.newBuilder().setExcludes(List.of(NEWCOMER)).build())
                .build());
        profile(task, "m-1");
        assertThat(beat(task, new SeatTerms(NOBODY, 0L, LAST)).getWaiting()).isEqualTo(1);
        assertThat(decisions(task)).extracting(Decision::getEligible).containsExactly(false, true);

        tell("m-1", "opted-in");
        assertThat(beat(task, new SeatTerms(LAST, task.lastBeat(), LAST)).getWaiting())
                .as("the one that it takes part in keeps it")
                .isZero();
        assertThat(decisions(task)).extracting(Decision::getEligible).containsExactly(false, true);
    }

    private static Programme seats(long number) {
        return MerchantSamples.programme(NEWCOMER, 2)
                .setEnrolment(Enrolment.newBuilder()
                        .setSeats(Seats.newBuilder().setNumber(number).build())
                        .build())
                .build();
    }

    private ProgrammeReport beat(MerchantFixture to, SeatTerms seats) {
        now += SECOND;
        to.newcomer().setSeats(seats);
        return to.beat(now).getProgrammes().stream()
                .filter(each -> each.getProgrammeId().equals(NEWCOMER))
                .findFirst()
                .orElseThrow();
    }

    private void profile(MerchantFixture to, String merchant) {
        to.profiles.pipeInput(merchant, MerchantSamples.profile(merchant).build(), now);
    }

    private void tell(String merchant, String type) {
        task.events.pipeInput(
                merchant,
                MerchantEvent.newBuilder()
                        .setEventId(merchant + type)
                        .setType(type)
                        .setTime(now)
                        .setProgrammeId(NEWCOMER)
                        .build(),
                now);
    }

    private static List<Decision> decisions(MerchantFixture of) {
        List<Decision> all = new ArrayList<>();
        of.entitlements.readValuesToList().forEach(each -> all.addAll(each.getDecisions()));
        return all;
    }
}
