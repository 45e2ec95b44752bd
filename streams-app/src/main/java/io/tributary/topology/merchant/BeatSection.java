package io.tributary.topology.merchant;

import io.tributary.domain.enrolment.Place;
import io.tributary.domain.enrolment.Seating;
import io.tributary.domain.merchant.BeatTerms;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.state.v1.BeatState;
import io.tributary.state.v1.ProgrammeTermsState;
import io.tributary.state.v1.SeatPlaceState;
import io.tributary.state.v1.SeatTermsState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Section “beat” of a merchant task. */
final class BeatSection {
    private BeatSection() {}

    static BeatState of(BeatTerms beat) {
        List<ProgrammeTermsState> programmes = new ArrayList<>();
        beat.programmes().forEach(each -> programmes.add(of(each)));
        BeatState state = new BeatState();
        state.setNumber(beat.number());
        state.setTime(beat.time());
        state.setIntervalMillis(beat.intervalMillis());
        state.setStopped(List.copyOf(beat.stopped()));
        state.setRulesDigest(beat.rulesDigest());
        state.setBehindMillis(beat.behindMillis());
        state.setProgrammes(programmes);
        return state;
    }

    private static ProgrammeTermsState of(ProgrammeTerms terms) {
        ProgrammeTermsState state = new ProgrammeTermsState();
        state.setProgrammeId(terms.programmeId());
        state.setVersion(terms.version());
        state.setPeriodStart(terms.periodStart());
        state.setPeriodEnd(terms.periodEnd());
        state.setRunsUntil(terms.runsUntil());
        state.setActive(terms.active());
        state.setStrength(terms.strength());
        state.setGrantRate(terms.grantRate());
        state.setRatedBeat(terms.ratedBeat());
        state.setCandidateRate(terms.candidateRate());
        state.setFloorScale(terms.floorScale());
        state.setCandidateFloorScale(terms.candidateFloorScale());
        state.setMeanProgress(terms.meanProgress());
        state.setSchedule(terms.schedule());
        state.setScheduleAhead(terms.scheduleAhead());
        state.setFinish(terms.finish());
        state.setOrderRate(terms.orderRate());
        state.setLossAllowance(terms.lossAllowance());
        state.setSeats(seats(terms.seats()));
        return state;
    }

    private static SeatTermsState seats(Seating.Terms terms) {
        return terms.equals(Seating.Terms.NONE)
                ? null
                : new SeatTermsState(place(terms.place()), terms.coveredBeat(), place(terms.candidate()));
    }

    private static SeatPlaceState place(Place place) {
        return new SeatPlaceState(place.order(), place.tie());
    }

    static BeatTerms terms(BeatState state) {
        List<ProgrammeTerms> programmes = new ArrayList<>();
        state.getProgrammes().forEach(each -> programmes.add(terms(each)));
        return new BeatTerms(
                state.getNumber(),
                state.getTime(),
                state.getIntervalMillis(),
                programmes,
                new LinkedHashSet<>(state.getStopped()),
                state.getRulesDigest(),
                state.getBehindMillis());
    }

    private static ProgrammeTerms terms(ProgrammeTermsState state) {
        return new ProgrammeTerms(
                state.getProgrammeId(),
                state.getVersion(),
                state.getPeriodStart(),
                state.getPeriodEnd(),
                state.getRunsUntil(),
                state.getActive(),
                state.getStrength(),
                state.getGrantRate(),
                state.getRatedBeat(),
                state.getCandidateRate(),
                state.getFloorScale(),
                state.getCandidateFloorScale(),
                state.getMeanProgress(),
                state.getSchedule(),
                state.getScheduleAhead(),
                state.getFinish(),
                state.getOrderRate(),
                state.getLossAllowance(),
                seats(state.getSeats()));
    }

    private static Seating.Terms seats(SeatTermsState state) {
        return state == null
                ? Seating.Terms.NONE
                : new Seating.Terms(place(state.getPlace()), state.getCoveredBeat(), place(state.getCandidate()));
    }

    private static Place place(SeatPlaceState state) {
        return new Place(state.getOrder(), state.getTie());
    }
}
