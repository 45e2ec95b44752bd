package io.tributary.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SliceReaderTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** 2024-01-01 00:00 in Shanghai. */
    private static final long MIDNIGHT = 1_704_038_400L;

    @TempDir
    Path folder;

    @Test
    void shouldCutAtTheSpanAndAtMidnight() throws IOException {
        List<Slice> slices = slices(MIDNIGHT - 600, MIDNIGHT - 10, MIDNIGHT, MIDNIGHT + 1_799, MIDNIGHT + 1_800);

        assertThat(slices).extracting(slice -> slice.interactions().size()).containsExactly(2, 2, 1);
        assertThat(slices)
                .extracting(Slice::day)
                .containsExactly(LocalDate.of(2023, 12, 31), LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 1));
        assertThat(slices.get(1).end()).isEqualTo((MIDNIGHT + 1_799) * 1_000);
    }

    @Test
    void shouldSkipEmptySpans() throws IOException {
        assertThat(slices(MIDNIGHT, MIDNIGHT + 100 * 86_400L)).hasSize(2);
    }

    @Test
    void shouldSendRowsThatAreOutOfOrderWithTheSliceInWhichTheyAppear() throws IOException {
        List<Slice> slices = slices(MIDNIGHT, MIDNIGHT + 3_600, MIDNIGHT + 10, MIDNIGHT + 3_601);

        assertThat(slices).hasSize(2);
        assertThat(slices.get(1).interactions()).hasSize(3);
        assertThat(slices.get(1).outOfOrder()).isEqualTo(1);
        assertThat(slices.get(1).start()).isEqualTo((MIDNIGHT + 3_600) * 1_000);
    }

    private List<Slice> slices(long... seconds) throws IOException {
        StringBuilder csv = new StringBuilder(InteractionReader.HEADER).append('\n');
        for (long second : seconds) {
            csv.append(second).append(",u,i,p,0\n");
        }
        Path file = Files.writeString(folder.resolve("events.csv"), csv);
        List<Slice> slices = new ArrayList<>();
        try (InteractionReader rows = InteractionReader.open(file, Long.MAX_VALUE, problem -> {})) {
            SliceReader reader = new SliceReader(rows, rows.next(), 1_800_000, ZONE);
            for (Slice slice = reader.next(); slice != null; slice = reader.next()) {
                slices.add(slice);
            }
        }
        return slices;
    }
}
