package io.tributary.domain.merchant;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A beat as merchant tasks read it.
 *
 * @param number rises by one
 * @param time service time, epoch milliseconds
 * @param intervalMillis expected time to the next beat
 * @param programmes what each programme tells the tasks
 * @param stopped scopes under the kill switch: ALL, surface:NAME, programme:ID, merchant:ID
 * @param rulesDigest digest of the rules in force
 * @param behindMillis how long before the beat the task had last answered one; 0 while it keeps up
 */
public record BeatTerms(
        long number,
        long time,
        long intervalMillis,
        List<ProgrammeTerms> programmes,
        Set<String> stopped,
        long rulesDigest,
        long behindMillis) {

    /** A beat of a task that keeps up. */
    public BeatTerms(
            long number,
            long time,
            long intervalMillis,
            List<ProgrammeTerms> programmes,
            Set<String> stopped,
            long rulesDigest) {
        this(number, time, intervalMillis, programmes, stopped, rulesDigest, 0);
    }

    /** Before the first beat. */
    public static final BeatTerms NONE = new BeatTerms(0, 0, 1000, List.of(), Set.of(), 0);

    void write(StateWriter writer) {
        writer.writeLong(number);
        writer.writeLong(time);
        writer.writeLong(intervalMillis);
        writer.writeInt(programmes.size());
        programmes.forEach(each -> each.write(writer));
        writer.writeInt(stopped.size());
        stopped.forEach(writer::writeString);
        writer.writeFixed(rulesDigest);
        writer.writeLong(behindMillis);
    }

    static BeatTerms read(StateReader reader) {
        long number = reader.readLong();
        long time = reader.readLong();
        long interval = reader.readLong();
        List<ProgrammeTerms> programmes = new ArrayList<>();
        for (int count = reader.readInt(); count > 0; count--) {
            programmes.add(ProgrammeTerms.read(reader));
        }
        Set<String> stopped = new LinkedHashSet<>();
        for (int count = reader.readInt(); count > 0; count--) {
            stopped.add(reader.readString());
        }
        return new BeatTerms(number, time, interval, programmes, stopped, reader.readFixed(), reader.readLong());
    }

    /**
     * One programme at a beat; see the schema ProgrammeBeat for the meaning of each.
     *
     * @param finish planned share at which everything is to be delivered, above 0 to 1
     * @param runsUntil until when it runs in this period, epoch milliseconds
     * @param grantRate -1 when none is in force
     */
    public record ProgrammeTerms(
            String programmeId,
            int version,
            long periodStart,
            long periodEnd,
            long runsUntil,
            boolean active,
            double strength,
            double grantRate,
            long ratedBeat,
            double candidateRate,
            double floorScale,
            double candidateFloorScale,
            double meanProgress,
            double schedule,
            double scheduleAhead,
            double finish,
            double orderRate,
            double lossAllowance) {

        /** Part of every grant that the plan has delivered by now, 0..1. */
        double planned() {
            return plannedAt(schedule);
        }

        /** The same when the planned share is another. */
        double plannedAt(double share) {
            return Math.min(1, share / finish);
        }

        private void write(StateWriter writer) {
            writer.writeString(programmeId);
            writer.writeInt(version);
            writer.writeLong(periodStart);
            writer.writeLong(periodEnd);
            writer.writeLong(runsUntil);
            writer.writeBoolean(active);
            writer.writeDouble(strength);
            writer.writeDouble(grantRate);
            writer.writeLong(ratedBeat);
            writer.writeDouble(candidateRate);
            writer.writeDouble(floorScale);
            writer.writeDouble(candidateFloorScale);
            writer.writeDouble(meanProgress);
            writer.writeDouble(schedule);
            writer.writeDouble(scheduleAhead);
            writer.writeDouble(finish);
            writer.writeDouble(orderRate);
            writer.writeDouble(lossAllowance);
        }

        private static ProgrammeTerms read(StateReader reader) {
            return new ProgrammeTerms(
                    reader.readString(),
                    reader.readInt(),
                    reader.readLong(),
                    reader.readLong(),
                    reader.readLong(),
                    reader.readBoolean(),
                    reader.readDouble(),
                    reader.readDouble(),
                    reader.readLong(),
                    reader.readDouble(),
                    reader.readDouble(),
                    reader.readDouble(),
                    reader.readDouble(),
                    reader.readDouble(),
                    reader.readDouble(),
                    reader.readDouble(),
                    reader.readDouble(),
                    reader.readDouble());
        }
    }
}
