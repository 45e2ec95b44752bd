package io.tributary.domain.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OpenCellsTest {
    private static final int FEED = Dimensions.of(Surface.FEED, Arm.NONE);

    private record Place(int minute, int dimensions) {}

    @Property(tries = 300)
    void shouldCountWhatAMapCounts(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Place, Map<Measure, Integer>> expected = new LinkedHashMap<>();
        int[] cells = OpenCells.NONE;
        for (int step = 0; step < 60; step++) {
            int minute = random.nextInt(3);
            int dimensions = Dimensions.of(Surface.values()[random.nextInt(6)], Arm.values()[random.nextInt(3)]);
            Measure measure = Measure.ALL.get((int) Math.abs(random.nextGaussian() * 3) % Measure.ALL.size());
            cells = OpenCells.withColumns(cells, measure.bit());
            int cell = OpenCells.find(cells, minute, dimensions);
            if (cell < 0) {
                cell = cells.length;
                cells = OpenCells.plus(cells, minute, dimensions);
            }
            OpenCells.add(cells, cell, measure.bit());
            expected.computeIfAbsent(new Place(minute, dimensions), place -> new EnumMap<>(Measure.class))
                    .merge(measure, 1, Integer::sum);
        }

        Map<Place, Map<Measure, Integer>> counted = new LinkedHashMap<>();
        for (int number = 0; number < OpenCells.size(cells); number++) {
            int cell = OpenCells.cell(cells, number);
            assertThat(OpenCells.number(cells, cell)).isEqualTo(number);
            counted.put(
                    new Place(OpenCells.minute(cells, cell), OpenCells.dimensions(cells, cell)), counts(cells, cell));
        }
        assertThat(counted).containsExactlyEntriesOf(expected);
    }

    private static Map<Measure, Integer> counts(int[] cells, int cell) {
        Map<Measure, Integer> counts = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.ALL) {
            int count = OpenCells.count(cells, cell, measure.bit());
            assertThat(count == 0).isEqualTo((OpenCells.measures(cells, cell) & measure.bit()) == 0);
            if (count > 0) {
                counts.put(measure, count);
            }
        }
        return counts;
    }

    @Test
    void shouldTakeNoMoreRoomThanWhatIsCountedNeeds() {
        int[] cells = OpenCells.plus(OpenCells.NONE, 7, FEED);
        assertThat(cells)
                .as("columns, minute, dimensions, impressions, exposures")
                .hasSize(5);
        assertThat(OpenCells.withColumns(cells, Measure.EXPOSURES.bit())).isSameAs(cells);
        assertThat(OpenCells.withColumns(cells, Measure.LATE.bit())).hasSize(6);
        assertThat(OpenCells.before(cells, OpenCells.first())).isSameAs(OpenCells.NONE);
    }

    @Test
    void shouldSayWhenACountIsFull() {
        int[] cells = OpenCells.plus(OpenCells.withColumns(OpenCells.NONE, Measure.UNITS.bit()), 7, FEED);
        int cell = OpenCells.first();
        OpenCells.add(cells, cell, Measure.UNITS.bit(), Integer.MAX_VALUE - 5);
        assertThat(OpenCells.hasRoom(cells, cell, Measure.UNITS.bit(), 5)).isTrue();
        assertThat(OpenCells.hasRoom(cells, cell, Measure.UNITS.bit(), 6)).isFalse();
    }
}
