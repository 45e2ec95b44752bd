package io.tributary.domain.ledger;

import io.tributary.domain.Stage;
import io.tributary.domain.allocation.Pacer;
import io.tributary.domain.allocation.Reach;
import io.tributary.domain.allocation.Response;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/**
 * A merchant's budget of exposures under one programme: the grant of the current period and what was spent of it, and the
 * last period's, which late impressions are still charged to.
 */
public final class Account {
    private final String programmeId;
    private int version;
    private Stage stage = Stage.SEED;
    private long changedAtBeat;
    private long floor;
    private long cap;
    private double weight;
    private Period current = Period.NONE;
    private Period previous = Period.NONE;
    private long reachable = Long.MAX_VALUE;
    private Pacer pacer = new Pacer(0);
    private Response response = new Response();
    private Reach reach = new Reach();
    private Suspension suspension = new Suspension();
    private IssuedBoost issued = new IssuedBoost();

    public Account(String programmeId) {
        this.programmeId = programmeId;
    }

    /**
     * An account of a merchant that nothing is known of.
     *
     * @param multiplier its first boost, at least 1
     */
    public static Account first(String programmeId, double multiplier) {
        Account account = new Account(programmeId);
        account.pacer = new Pacer(Math.log(multiplier));
        return account;
    }

    /** Sets the terms; they count towards the pool's sums from this beat on. */
    public void enrol(int rulesVersion, Stage step, long guaranteed, double share, long most, long beat) {
        boolean same = version == rulesVersion
                && stage == step
                && floor == guaranteed
                && weight == share
                && cap == most
                && changedAtBeat > 0;
        if (!same) {
            version = rulesVersion;
            stage = step;
            floor = guaranteed;
            weight = share;
            cap = most;
            changedAtBeat = beat;
        }
    }

    /**
     * Starts a period; the current one becomes the previous one.
     *
     * @return the period that ended
     */
    public Period roll(long periodStart, long periodEnd) {
        previous = current;
        current = new Period(programmeId, periodStart, periodEnd);
        suspension.end();
        reachable = Long.MAX_VALUE;
        pacer.startPeriod();
        response.startPeriod();
        reach.startPeriod();
        return previous;
    }

    /** Leaves the programme: what is unspent is no longer granted, and terms count anew should the merchant come back. */
    public void depart() {
        current.grant(Math.min(current.granted(), current.spent()));
        changedAtBeat = 0;
        suspension.end();
        withdrawn();
    }

    public String programmeId() {
        return programmeId;
    }

    public int version() {
        return version;
    }

    public Stage stage() {
        return stage;
    }

    /** First beat whose report counts these terms. */
    public long changedAtBeat() {
        return changedAtBeat;
    }

    public long floor() {
        return floor;
    }

    /** Most exposures that it may and can use. */
    public long cap() {
        return Math.min(cap, reachable);
    }

    /** Most exposures that it can use in this period; {@link Long#MAX_VALUE} while nothing speaks against more. */
    public long reachable() {
        return reachable;
    }

    /** Sets what it can use. More than before counts towards the pool's sums from this beat on. */
    public void reachable(long most, long beat) {
        if (Math.min(cap, most) > cap()) {
            changedAtBeat = beat;
        }
        reachable = most;
    }

    public double weight() {
        return weight;
    }

    public Period current() {
        return current;
    }

    public Period previous() {
        return previous;
    }

    public long granted() {
        return current.granted();
    }

    public long spent() {
        return current.spent();
    }

    /** What makes its exposures follow the plan. */
    public Pacer pacer() {
        return pacer;
    }

    /** How its exposures answer to its boost. */
    public Response response() {
        return response;
    }

    /** What it gets at full boost. */
    public Reach reach() {
        return reach;
    }

    /** Whether it is boosted at present. */
    public Suspension suspension() {
        return suspension;
    }

    /** What the current directive says of it. */
    public IssuedBoost issued() {
        return issued;
    }

    /** The current directive, if any, has no part of this programme. */
    public void withdrawn() {
        issued.clear();
        response.push(0, false);
    }

    /**
     * The period an exposure under this directive is charged to, or null when the directive is not one of this account's
     * or was not live. Changes nothing.
     */
    public Period chargedPeriod(String directiveId, long lastSequence, long time, long slackMillis) {
        if (isOf(current, directiveId, lastSequence, time, slackMillis)) {
            return current;
        }
        if (isOf(previous, directiveId, lastSequence, time, slackMillis)) {
            return previous;
        }
        return null;
    }

    private static boolean isOf(Period period, String directiveId, long lastSequence, long time, long slackMillis) {
        return period != Period.NONE
                && directiveId.startsWith(period.prefix())
                && DirectiveId.isLive(directiveId, period.prefix(), lastSequence, time, slackMillis);
    }

    public void write(StateWriter writer) {
        writer.writeString(programmeId);
        writer.writeInt(version);
        writer.writeByte(stage.ordinal());
        writer.writeLong(changedAtBeat);
        writer.writeLong(floor);
        writer.writeLong(cap);
        writer.writeDouble(weight);
        current.write(writer);
        previous.write(writer);
        writer.writeLong(reachable);
        pacer.write(writer);
        response.write(writer);
        reach.write(writer);
        suspension.write(writer);
        issued.write(writer);
    }

    public static Account read(StateReader reader) {
        // One string for all accounts of a programme: memory, and quick to compare.
        Account account = new Account(reader.readString().intern());
        account.version = reader.readInt();
        account.stage = Stage.values()[reader.readByte()];
        account.changedAtBeat = reader.readLong();
        account.floor = reader.readLong();
        account.cap = reader.readLong();
        account.weight = reader.readDouble();
        account.current = Period.read(account.programmeId, reader);
        account.previous = Period.read(account.programmeId, reader);
        account.reachable = reader.readLong();
        account.pacer = Pacer.read(reader);
        account.response = Response.read(reader);
        account.reach = Reach.read(reader);
        account.suspension = Suspension.read(reader);
        account.issued = IssuedBoost.read(reader);
        return account;
    }
}
