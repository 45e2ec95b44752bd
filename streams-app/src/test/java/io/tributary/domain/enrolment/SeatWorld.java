package io.tributary.domain.enrolment;

import io.tributary.domain.enrolment.SeatSearch.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A pool and tasks as they are to one another: each task reads all beats in their order, but by its own time; what it reports arrives
 * later still, also in their order; and at some beats it lacks the rules, so that it decides nothing. A task that restarts is one that
 * lags, since what it did and did not commit is not there.
 */
final class SeatWorld {
    /** @param sinceBeat beat from which on it waits there */
    private record Waits(Place place, long sinceBeat) {}

    private record Report(long beat, long seated, long wanted) {}

    private final long seats;
    private final Random random;
    private final List<Task> tasks = new ArrayList<>();
    private final List<SeatSearch> sent = new ArrayList<>();
    /** Beats that a task or its reports may be behind. */
    private int lag;

    SeatWorld(int tasks, long seats, Random random, int lag) {
        this.seats = seats;
        this.random = random;
        this.lag = lag;
        for (int i = 0; i < tasks; i++) {
            this.tasks.add(new Task());
        }
    }

    /** From now on all keep up. */
    void keepUp() {
        lag = 0;
    }

    /** Comes to wait, or waits at another place; nothing for one that has a seat. */
    void come(int merchant, long order) {
        tasks.get(merchant % tasks.size()).asked.put(merchant, Place.of("m" + merchant, order));
    }

    /** Waits no more, and has no seat any more. */
    void leave(int merchant) {
        Task task = tasks.get(merchant % tasks.size());
        task.asked.remove(merchant);
        task.left.add(merchant);
    }

    void beats(int number) {
        for (int i = 0; i < number; i++) {
            long beat = sent.size() + 1L;
            SeatSearch last = sent.isEmpty() ? SeatSearch.CLOSED : sent.get(sent.size() - 1);
            sent.add(last.next(heard(), seats, beat));
            tasks.forEach(Task::read);
        }
    }

    private Sums heard() {
        long seated = 0;
        long wanted = 0;
        long oldest = Long.MAX_VALUE;
        for (Task task : tasks) {
            Report report = task.heard();
            seated += report.seated;
            wanted += report.wanted;
            oldest = Math.min(oldest, report.beat);
        }
        return new Sums(seated, wanted, oldest);
    }

    Set<Integer> seated() {
        Set<Integer> all = new TreeSet<>();
        tasks.forEach(task -> all.addAll(task.seated));
        return all;
    }

    int waiting() {
        return tasks.stream().mapToInt(task -> task.waiting.size()).sum();
    }

    private final class Task {
        private final Map<Integer, Place> asked = new TreeMap<>();
        private final Set<Integer> left = new TreeSet<>();
        private final Set<Integer> seated = new TreeSet<>();
        private final Map<Integer, Waits> waiting = new TreeMap<>();
        private final List<Report> reports = new ArrayList<>(List.of(new Report(0, 0, 0)));
        private int read;
        private int heard;

        void read() {
            int upTo = sent.size() - random.nextInt(lag + 1);
            while (read < upTo) {
                SeatSearch beat = sent.get(read++);
                Seating.Terms terms = new Seating.Terms(beat.place(), beat.coveredBeat(), beat.candidate());
                boolean lacksRules = lag > 0 && random.nextInt(5) == 0;
                if (!lacksRules) {
                    decide(terms, read);
                }
                reports.add(new Report(read, seated.size(), seated.size() + wanted(terms)));
            }
        }

        private void decide(Seating.Terms terms, long beat) {
            waiting.entrySet().removeIf(each -> {
                boolean comesIn = terms.isSeat(each.getValue().place, each.getValue().sinceBeat);
                if (comesIn) {
                    seated.add(each.getKey());
                }
                return comesIn;
            });
            left.forEach(merchant -> {
                seated.remove(merchant);
                waiting.remove(merchant);
            });
            left.clear();
            asked.forEach((merchant, place) -> {
                boolean stays = waiting.containsKey(merchant)
                        && waiting.get(merchant).place.equals(place);
                if (!seated.contains(merchant) && !stays) {
                    waiting.put(merchant, new Waits(place, beat));
                }
            });
            asked.clear();
        }

        private long wanted(Seating.Terms terms) {
            return waiting.values().stream()
                    .filter(each -> !each.place.isAfter(terms.candidate()) || terms.isSeat(each.place, each.sinceBeat))
                    .count();
        }

        /** The last report that has arrived. */
        Report heard() {
            heard = Math.max(heard, reports.size() - 1 - random.nextInt(lag + 1));
            return reports.get(heard);
        }
    }
}
