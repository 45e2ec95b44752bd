package io.tributary.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.allocation.LocalDial;
import io.tributary.domain.allocation.TrafficCurve;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The planned share over all shapes of a period of which a programme has only a part. */
class RunningPartTest {
    private static final long HOUR = 3_600_000;
    private static final long HEARD = 300_000;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final TrafficCurve curve = new TrafficCurve(0, 24 * HOUR);

    private static long berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant().toEpochMilli();
    }

    /** A period's beats: where the plan stands at the last one,. */
    private RunningPart play(
            long from, long to, long step, LongToDoubleFunction f, LongPredicate boosts, LongUnaryOperator end) {
        RunningPart part = RunningPart.begin(f.applyAsDouble(from));
        long last = from;
        for (long now = from; now <= to; now += step) {
            RunningPart next = part.next(
                    new RunningPart.Step(last, now, HEARD, end.applyAsLong(now)),
                    f,
                    boosts.test(now) && now < end.applyAsLong(now));
            assertThat(next.share()).isBetween(part.share(), 1.0);
            part = next;
            last = now;
        }
        return part;
    }

    @ParameterizedTest
    @CsvSource({
        // from, until, paused from, paused until, service away from, until: hours of the day
        "0, 24, 0, 0, 0, 0",
        "0, 12, 0, 0, 0, 0",
        "0, 18, 0, 0, 0, 0",
        "15, 24, 0, 0, 0, 0",
        "19, 21, 0, 0, 0, 0",
        "0, 24, 9, 15, 0, 0",
        "3, 20, 9, 15, 0, 0",
        "0, 24, 0, 0, 9, 15",
        "0, 24, 6, 7, 9, 15",
        "8, 16, 15, 24, 0, 0"
    })
    void shouldGoFromNothingToAllOverThePartInWhichItRuns(
            int from, int until, int pause, int resume, int away, int back) {
        LocalDial day = LocalDial.of(0, 24 * HOUR, ZoneId.of("UTC"));
        LongToDoubleFunction f = time -> curve.at(time, day);
        long end = until * HOUR;
        LongPredicate boosts = now -> now >= from * HOUR && !(now >= pause * HOUR && now < resume * HOUR);
        RunningPart part = RunningPart.begin(f.applyAsDouble(0));
        long last = 0;
        for (long now = 0; now <= end; now += 60_000) {
            if (now > away * HOUR && now < back * HOUR) {
                continue;
            }
            RunningPart next = part.next(new RunningPart.Step(last, now, HEARD, end), f, boosts.test(now) && now < end);
            assertThat(next.share()).isBetween(part.share(), 1.0);
            if (!part.boosts() && now < end) {
                assertThat(next.share())
                        .as("nothing becomes due while nothing boosts")
                        .isEqualTo(part.share());
            }
            assertThat(next.share() - part.share())
                    .as("no jump at %s, but at an end that is reached in a pause", now)
                    .isLessThan(part.boosts() ? 0.05 : 1.1);
            part = next;
            last = now;
        }
        assertThat(part.share()).isEqualTo(1);
    }

    @Test
    void shouldFollowTheLocalClockOnDaysOf23And25Hours() {
        TrafficCurve learnt = new TrafficCurve(berlin("2026-03-27T00:00"), berlin("2026-03-28T00:00"));
        long busy = berlin("2026-03-27T12:00");
        for (long hour = berlin("2026-03-27T00:00"); hour < berlin("2026-03-28T00:00"); hour += HOUR) {
            learnt.observe(BERLIN, hour, hour + HOUR, hour == busy ? 24_000 : 1_000);
        }
        learnt.startPeriod(BERLIN, berlin("2026-03-28T00:00"), berlin("2026-03-29T00:00"));
        for (String date : new String[] {"2026-03-29", "2026-10-25"}) {
            long start = berlin(date + "T00:00");
            LocalDial day = LocalDial.of(start, start + (date.startsWith("2026-03") ? 23 : 25) * HOUR, BERLIN);
            long noon = berlin(date + "T12:00");
            double before = learnt.at(noon, day) - learnt.at(noon - HOUR, day);
            double hour = learnt.at(noon + HOUR, day) - learnt.at(noon, day);
            assertThat(hour).as("the busy hour is at noon on %s", date).isGreaterThan(8 * before);
            RunningPart whole =
                    play(start, day.end(), 60_000, time -> learnt.at(time, day), now -> true, now -> day.end());
            assertThat(whole.share()).isEqualTo(1);
        }
    }

    @Test
    void shouldLayThePlanAnewWhenTheEndIsMoved() {
        LongToDoubleFunction f = time -> Math.max(0, Math.min(1, time / (24.0 * HOUR)));
        RunningPart noon = RunningPart.begin(0).next(new RunningPart.Step(0, 0, HEARD, 12 * HOUR), f, true);
        for (long now = 60_000; now <= 9 * HOUR; now += 60_000) {
            noon = noon.next(new RunningPart.Step(now - 60_000, now, HEARD, 12 * HOUR), f, true);
        }
        assertThat(noon.share()).isCloseTo(0.75, within(1e-9));

        long now = 9 * HOUR + 60_000;
        RunningPart sooner = noon.next(new RunningPart.Step(9 * HOUR, now, HEARD, 10 * HOUR), f, true);
        assertThat(sooner.share()).isGreaterThan(0.75).isLessThan(0.76);
        assertThat(sooner.ahead(now, 10 * HOUR, f)).isEqualTo(1);
        RunningPart later = noon.next(new RunningPart.Step(9 * HOUR, now, HEARD, 24 * HOUR), f, true);
        assertThat(later.share()).isCloseTo(9.0 / 24, within(0.001));
        assertThat(later.of(now, f)).isCloseTo(1, within(1e-9));
        RunningPart past = noon.next(new RunningPart.Step(9 * HOUR, now, HEARD, 8 * HOUR), f, false);
        assertThat(past.share()).isEqualTo(1);
        RunningPart again = past.next(new RunningPart.Step(now, now + 60_000, HEARD, 24 * HOUR), f, true);
        assertThat(again.share()).isCloseTo(9.0 / 24, within(0.001));
    }

    @Property
    void shouldRiseFromNothingToAllWhateverComesInBetween(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 24 * 7) int hours) {
        Random random = new Random(seed);
        long start = Instant.parse("2026-03-28T23:00:00Z").toEpochMilli();
        long end = start + hours * HOUR;
        LocalDial dial = LocalDial.of(start, end, BERLIN);
        LongToDoubleFunction f = time -> curve.at(time, dial);
        long runsUntil = start + (long) ((0.05 + 0.95 * random.nextDouble()) * (end - start));
        long now = start + random.nextInt(1_000);
        long last = now;
        RunningPart part = RunningPart.begin(f.applyAsDouble(now));
        while (now < runsUntil) {
            boolean boosts = random.nextInt(5) > 0;
            RunningPart next = part.next(new RunningPart.Step(last, now, HEARD, runsUntil), f, boosts);
            assertThat(next.share()).isBetween(part.share(), 1.0);
            assertThat(next.ahead(now, now + HEARD, f)).isBetween(next.share(), 1.0);
            assertThat(next.finish(now, 30 * 60_000, f)).isBetween(0.75, 0.96);
            if (!part.boosts()) {
                assertThat(next.share()).isEqualTo(part.share());
            }
            part = next;
            last = now;
            now += random.nextInt(4) == 0 ? random.nextInt((int) (3 * HOUR)) : 1 + random.nextInt(600_000);
        }
        assertThat(part.next(new RunningPart.Step(last, runsUntil, HEARD, runsUntil), f, false)
                        .share())
                .isEqualTo(1);
    }
}
