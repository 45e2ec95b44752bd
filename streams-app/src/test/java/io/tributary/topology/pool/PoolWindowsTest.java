package io.tributary.topology.pool;

import static io.tributary.topology.pool.PoolFixture.DAWN;
import static io.tributary.topology.pool.PoolFixture.only;
import static io.tributary.topology.pool.PoolFixture.programme;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.programmes.v1.SupportWindow;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows of a programme, as the pool's beats tell of them. */
class PoolWindowsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long MINUTE = 60_000;
    private final PoolFixture pool = new PoolFixture(false);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void shouldOpenAndCloseAtItsMinute() {
        LocalDateTime now =
                Instant.ofEpochMilli(DAWN).atZone(ZONE).toLocalDateTime().withSecond(0);
        LocalDateTime opens = now.plusMinutes(2);
        LocalDateTime closes = now.plusMinutes(4);
        pool.apply(programme("newcomer", 1)
                .setWindows(List.of(hours(opens, closes)))
                .build());
        long opensAt = opens.atZone(ZONE).toInstant().toEpochMilli();
        long closesAt = closes.atZone(ZONE).toInstant().toEpochMilli();
        double before = 0;
        for (Beat beat = pool.tick(); beat.getTime() < closesAt + MINUTE; beat = pool.tick()) {
            pool.answer(beat, 10);
            ProgrammeBeat newcomer = only(beat);
            boolean isOpen = beat.getTime() >= opensAt && beat.getTime() < closesAt;
            assertThat(newcomer.getActive())
                    .as("at %s", Instant.ofEpochMilli(beat.getTime()))
                    .isEqualTo(isOpen);
            assertThat(newcomer.getRunsUntil()).isEqualTo(closesAt);
            assertThat(newcomer.getSchedule()).isGreaterThanOrEqualTo(before);
            if (beat.getTime() <= opensAt) {
                assertThat(newcomer.getSchedule()).isZero();
            }
            if (beat.getTime() >= closesAt) {
                assertThat(newcomer.getSchedule()).isEqualTo(1);
            }
            before = newcomer.getSchedule();
        }
    }

    @Test
    void shouldPromiseTheWholePoolForTheHoursInWhichItIsOpen() {
        LocalDateTime now = Instant.ofEpochMilli(DAWN).atZone(ZONE).toLocalDateTime();
        SupportWindow later = hours(now.plusMinutes(5), now.plusMinutes(35));
        later.setPace(1.5);
        pool.apply(programme("newcomer", 1).setWindows(List.of(later)).build());
        for (int i = 0; i < 8; i++) {
            pool.answer(pool.tick(), 10);
        }

        assertThat(pool.metrics.readValuesToList())
                .last()
                .satisfies(metric -> assertThat(metric.getPacing().getPool()).isEqualTo(15_000));
    }

    private static SupportWindow hours(LocalDateTime opens, LocalDateTime closes) {
        DateTimeFormatter time = DateTimeFormatter.ofPattern("HH:mm");
        return SupportWindow.newBuilder()
                .setOpens(time.format(opens))
                .setCloses(time.format(closes))
                .build();
    }
}
