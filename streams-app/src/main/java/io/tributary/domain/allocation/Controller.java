package io.tributary.domain.allocation;

import io.tributary.domain.Surface;
import java.util.Set;

/**
 * What steers one merchant under one programme: the boost level that follows its plan, how its exposures answer to a boost, what it can
 * reach, whether it is suspended, and what its current directive says.
 *
 * <pre>
 *   boosted:    directed -- withdraw --> not directed -- direct --> directed
 *   due:        running -- suspendUntil(plan) --> suspended -- resume --> running        at a period's start: running
 * </pre>
 *
 * <p>Amounts are exposures, traffic is a share of the period's. Not thread-safe.
 */
public final class Controller {
    private final Pacer pacer;
    private final Response response;
    private final Reach reach;
    private final Suspension suspension;
    private final IssuedBoost issued;

    private Controller(Pacer pacer, Response response, Reach reach, Suspension suspension, IssuedBoost issued) {
        this.pacer = pacer;
        this.response = response;
        this.reach = reach;
        this.suspension = suspension;
        this.issued = issued;
    }

    /**
     * A controller of a merchant that nothing is known of.
     *
     * @param multiplier its first boost, at least 1
     */
    public static Controller startingAt(double multiplier) {
        return new Controller(
                new Pacer(Math.log(multiplier)), new Response(), new Reach(), new Suspension(), new IssuedBoost());
    }

    /** A new period: the plan and the traffic start over, and what was learnt of the level and the response stays. */
    public void startPeriod() {
        suspension.end();
        pacer.startPeriod();
        response.startPeriod();
        reach.startPeriod();
    }

    /** The merchant leaves the programme. */
    public void stop() {
        suspension.end();
        withdraw();
    }

    /** Counts an exposure of the current period. */
    public void charged() {
        response.charge();
        if (response.isFull()) {
            reach.offered(response.fullTraffic());
        }
    }

    /**
     * Follows the traffic.
     *
     * @param schedule planned share of the period's traffic until now, 0 to 1
     */
    public void advance(double schedule) {
        response.advance(schedule);
    }

    /**
     * Moves the level; see {@link Pacer#update}.
     *
     * @param used spent and in flight
     * @param planned part of the grant that is due by now
     * @param common part of the level that is the same for all merchants
     */
    public void pace(PacerSettings settings, double used, long grant, double planned, double common) {
        pacer.update(settings, used, grant, planned, common);
    }

    /** The merchant cannot be boosted until the level is moved again, and so nothing becomes due to it. */
    public void hold() {
        pacer.hold();
    }

    /** Logarithm of the multiplier that its own plan asks for. */
    public double level() {
        return pacer.level();
    }

    /** Exposures that were due when the level was last moved. */
    public double plan() {
        return pacer.plan();
    }

    /** Whether it may be boosted, by its plan; see {@link Pacer#isDue}. */
    public boolean isDue(PacerSettings settings, double used, long grant) {
        return pacer.isDue(settings, used, grant);
    }

    /** When it will be due, as a planned part of the grant; see {@link Pacer#dueAgainAt}. */
    public double dueAgainAt(PacerSettings settings, double used, long grant) {
        return pacer.dueAgainAt(settings, used, grant);
    }

    /** Exposures to be expected of a push over some traffic. The push is the boost less 1, as a mean over all requests. */
    public double expected(double push, double traffic) {
        return response.expected(push, traffic);
    }

    /** Exposures to be expected of the push in force over some traffic. */
    public double expected(double traffic) {
        return response.expected(response.push(), traffic);
    }

    /** Traffic of this period that came while the boost was as large as is allowed. */
    public double fullTraffic() {
        return response.fullTraffic();
    }

    /**
     * Exposures that it can have by the end of the period at full boost; infinity while too little was seen to tell.
     *
     * @param left traffic still to come
     */
    public double reach(long spent, double left) {
        return reach.reach(spent, response.fullTraffic(), left);
    }

    /** Whether the supply of exposures has ended, as far as one can tell. */
    public boolean isDry() {
        return reach.isDry(response.fullTraffic());
    }

    public boolean isSuspended() {
        return suspension.isSuspended();
    }

    /** The planned part of the grant at which it is due again; infinity for not in this period, and when it is not suspended. */
    public double resumesAt() {
        return suspension.resumeAt();
    }

    /** Stops boosting until this planned part of the grant; infinity: for the whole period. */
    public void suspendUntil(double planned) {
        suspension.until(planned);
    }

    public void resume() {
        suspension.end();
    }

    /** Whether somebody has yet to wait for {@link #resumesAt()}; true once for each value. Not stored. */
    public boolean awaitResumption() {
        return suspension.await();
    }

    /** Whether the merchant's current directive has a part of this programme. */
    public boolean isDirected() {
        return issued.isDirected();
    }

    /** The need that the last directive was issued with. */
    public double issuedNeed() {
        return issued.need();
    }

    /** The admit probability of the current directive; 1 when there is none. */
    public double issuedAdmit() {
        return issued.admit();
    }

    /** Whether the current directive is for exactly these surfaces. */
    public boolean isDirectedTo(Set<Surface> surfaces) {
        return issued.surfaces().equals(surfaces);
    }

    /**
     * Notes this programme's part of a new directive.
     *
     * @param surfaces at least one
     */
    public void direct(Set<Surface> surfaces, double need, double admit) {
        withdraw();
        issued.set(surfaces, need, admit);
    }

    /** The current directive, if any, has no part of this programme. */
    public void withdraw() {
        issued.clear();
        response.push(0, false);
    }

    /**
     * Notes the push from now on.
     *
     * @param push the boost less 1, as a mean over all requests
     * @param full whether no more is allowed
     */
    public void push(double push, boolean full) {
        response.push(push, full);
    }

    /**
     * What is to be stored of it.
     *
     * @param boost whether it is boosted, and what its current directive says
     */
    public record Snapshot(Pacer.Snapshot pacer, Response.Snapshot response, Reach.Snapshot reach, Boost boost) {}

    /**
     * Whether it is boosted.
     *
     * @param suspended whether it is not at present
     * @param resumesAt planned part of the grant at which it is due again; infinity for not in this period
     * @param directive the current one's part of this programme
     */
    public record Boost(boolean suspended, double resumesAt, Directive directive) {}

    /**
     * What the current directive says.
     *
     * @param directed whether it has a part of this programme
     */
    public record Directive(boolean directed, double need, double admit, Set<Surface> surfaces) {}

    public Snapshot snapshot() {
        Directive directive = new Directive(issued.isDirected(), issued.need(), issued.admit(), issued.surfaces());
        Boost boost = new Boost(suspension.isSuspended(), suspension.resumeAt(), directive);
        return new Snapshot(pacer.snapshot(), response.snapshot(), reach.snapshot(), boost);
    }

    /** Takes back what {@link #snapshot} gave. */
    public static Controller restored(Snapshot snapshot) {
        Directive directive = snapshot.boost.directive;
        return new Controller(
                Pacer.restored(snapshot.pacer),
                Response.restored(snapshot.response),
                Reach.restored(snapshot.reach),
                Suspension.restored(snapshot.boost.suspended, snapshot.boost.resumesAt),
                IssuedBoost.restored(directive.directed, directive.need, directive.admit, directive.surfaces));
    }
}
