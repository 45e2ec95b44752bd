package io.tributary.domain.metric;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One merchant's metric windows by event time: published PROVISIONAL at their end, FINAL after grace, RESTATED when
 * something changes them later. Minutes and hours are dropped once final, days are kept to be restated by refunds.
 */
public final class MetricWindows {
    private static final WindowSize[] SIZES = WindowSize.values();

    private final List<List<MetricWindow>> bySize = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    /** Where published rows go. */
    @FunctionalInterface
    public interface Sink {
        void row(MetricWindow window, Cell cell, WindowStatus status);
    }

    /** How a record is counted. Times are event times, epoch milliseconds. */
    public record Clock(DayCalendar calendar, long serviceTime, long graceMillis, long restateMillis) {
        /** Whether a record of this time comes after the grace of its minute. */
        public boolean isLate(long time) {
            return calendar.end(WindowSize.MINUTE, time) + graceMillis <= serviceTime;
        }

        private boolean keeps(WindowSize size, long end) {
            return serviceTime < end + (size == WindowSize.DAY ? restateMillis : graceMillis);
        }
    }

    public void impression(
            Clock clock, long time, Surface surface, Arm arm, boolean exposed, boolean invalid, boolean charged) {
        boolean late = clock.isLate(time);
        for (WindowSize size : SIZES) {
            MetricWindow window = window(clock, size, time);
            if (window != null) {
                Cell cell = window.cell(surface, arm);
                cell.impressions++;
                cell.exposures += exposed ? 1 : 0;
                cell.invalid += invalid ? 1 : 0;
                cell.charged += charged ? 1 : 0;
                cell.late += late ? 1 : 0;
            }
        }
    }

    public void placed(Clock clock, long time, Surface surface, Arm arm) {
        for (WindowSize size : SIZES) {
            MetricWindow window = window(clock, size, time);
            if (window != null) {
                window.cell(surface, arm).placed++;
            }
        }
    }

    /**
     * @param amount paid, minor units of the currency
     */
    public void paid(Clock clock, long time, Surface surface, Arm arm, int quantity, String currency, long amount) {
        boolean late = clock.isLate(time);
        for (WindowSize size : SIZES) {
            MetricWindow window = window(clock, size, time);
            if (window != null) {
                Cell cell = window.cell(surface, arm);
                cell.orders++;
                cell.units += quantity;
                cell.late += late ? 1 : 0;
                cell.addMoney(currency, amount, 0);
            }
        }
    }

    /**
     * Turns a paid line back in the windows it was counted in, as far as they are kept.
     *
     * @param paidAt its payment
     */
    public void refunded(Clock clock, long paidAt, Surface surface, Arm arm, String currency, long amount) {
        for (WindowSize size : SIZES) {
            MetricWindow window = window(clock, size, paidAt);
            if (window != null) {
                Cell cell = window.cell(surface, arm);
                cell.refunds++;
                cell.addMoney(currency, 0, amount);
            }
        }
    }

    /** Publishes what is due and drops what is settled. */
    public void advance(Clock clock, Sink sink) {
        for (List<MetricWindow> windows : bySize) {
            for (Iterator<MetricWindow> each = windows.iterator(); each.hasNext(); ) {
                MetricWindow window = each.next();
                publish(window, clock, sink);
                if (!clock.keeps(window.size(), window.end())) {
                    each.remove();
                }
            }
        }
    }

    private static void publish(MetricWindow window, Clock clock, Sink sink) {
        if (window.status != WindowStatus.FINAL && clock.serviceTime >= window.end() + clock.graceMillis) {
            window.status = WindowStatus.FINAL;
            emit(window, WindowStatus.FINAL, true, sink);
        } else if (window.status == WindowStatus.OPEN && clock.serviceTime >= window.end()) {
            window.status = WindowStatus.PROVISIONAL;
            emit(window, WindowStatus.PROVISIONAL, true, sink);
        } else if (window.status == WindowStatus.FINAL) {
            emit(window, WindowStatus.RESTATED, false, sink);
        }
    }

    private static void emit(MetricWindow window, WindowStatus status, boolean unchangedToo, Sink sink) {
        for (Cell cell : window.cells()) {
            if (unchangedToo || cell.changed) {
                cell.changed = false;
                cell.revision++;
                sink.row(window, cell, status);
            }
        }
    }

    /** The service time at which {@link #advance} next has something to do; {@link Long#MAX_VALUE} when never. */
    public long dueAt(long graceMillis, long restateMillis) {
        long due = Long.MAX_VALUE;
        for (List<MetricWindow> windows : bySize) {
            for (MetricWindow window : windows) {
                due = Math.min(
                        due,
                        switch (window.status) {
                            case OPEN -> window.end();
                            case PROVISIONAL -> window.end() + graceMillis;
                            default -> window.end() + restateMillis;
                        });
            }
        }
        return due;
    }

    public boolean isEmpty() {
        return bySize.stream().allMatch(List::isEmpty);
    }

    private MetricWindow window(Clock clock, WindowSize size, long time) {
        List<MetricWindow> windows = bySize.get(size.ordinal());
        for (int i = windows.size() - 1; i >= 0; i--) {
            if (windows.get(i).holds(time)) {
                return windows.get(i);
            }
        }
        long end = clock.calendar.end(size, time);
        if (!clock.keeps(size, end)) {
            return null;
        }
        MetricWindow window = new MetricWindow(size, clock.calendar.start(size, time), end);
        windows.add(window);
        return window;
    }

    public void write(StateWriter writer) {
        for (List<MetricWindow> windows : bySize) {
            writer.writeInt(windows.size());
            for (MetricWindow window : windows) {
                window.write(writer);
            }
        }
    }

    public static MetricWindows read(StateReader reader) {
        MetricWindows windows = new MetricWindows();
        for (List<MetricWindow> list : windows.bySize) {
            int count = reader.readInt();
            for (int i = 0; i < count; i++) {
                list.add(MetricWindow.read(reader));
            }
        }
        return windows;
    }
}
