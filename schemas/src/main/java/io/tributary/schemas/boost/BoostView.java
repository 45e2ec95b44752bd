package io.tributary.schemas.boost;

import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.ItemFacts;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The boosts in force, kept from directives, controls and beats that one thread applies in the order of their topics. Any number
 * of threads read without locks.
 *
 * <p>Time is the service's: what the last live beat said and the host's own time since it arrived, never the host's date.
 *
 * <p>There is no boost without a live directive, under a kill switch, for a programme that is not active, in a holdout bucket, when
 * no live beat came for longer than the silence allowed, or when the merchant's task lags and the boost is not safe without it.
 */
public final class BoostView implements BoostSource {
    private final long silenceMillis;
    private final HostClock clock;
    private final ConcurrentMap<String, Held> directives = new ConcurrentHashMap<>();
    private final Set<String> controls = new HashSet<>();
    private volatile Pulse pulse = Pulse.NONE;
    private volatile Scopes stopped = Scopes.NONE;

    /**
     * @param silenceMillis longest time without a live beat before boosting stops, milliseconds, above 0
     * @param clock the host's
     */
    public BoostView(long silenceMillis, HostClock clock) {
        if (silenceMillis <= 0) {
            throw new IllegalArgumentException("silenceMillis is " + silenceMillis + ": must be above 0");
        }
        this.silenceMillis = silenceMillis;
        this.clock = clock;
    }

    /** Takes a merchant's newest directive; null is a tombstone: stop now. */
    public void directive(String merchantId, BoostDirective directive) {
        if (directive == null) {
            directives.remove(merchantId);
        } else {
            directives.put(merchantId, new Held(directive));
        }
    }

    /** Takes the newest control of a scope; null is a tombstone: lifted. */
    public void control(String scope, Control control) {
        boolean stops = control != null && control.getKind() != ControlKind.CLOCK;
        if (stops ? controls.add(scope) : controls.remove(scope)) {
            stopped = scopes(pulse.stopped());
        }
    }

    /** Takes the newest beat, which has just been sent. See {@link #beat(Beat, boolean)}. */
    public void beat(Beat beat) {
        beat(beat, true);
    }

    /**
     * Takes the newest beat. What it says of the kill switch counts in addition to the controls.
     *
     * @param live whether it has just been sent, and so tells that the service lives and what its clock says; one that may have lain
     *     there for long tells only what is in force
     */
    public void beat(Beat beat, boolean live) {
        stopped = scopes(beat.getStopped());
        pulse = pulse.next(beat, live ? ServiceTime.of(beat.getTime(), clock) : pulse.service());
    }

    /** Forgets everything, as before the first record. */
    public void clear() {
        pulse = Pulse.NONE;
        directives.clear();
        controls.clear();
        stopped = Scopes.NONE;
    }

    @Override
    public AppliedBoost boost(String merchantId, Surface surface, int bucket) {
        return boost(merchantId, surface, bucket, true, null);
    }

    @Override
    public AppliedBoost boost(String merchantId, BoostRequest request, ItemFacts item) {
        return boost(merchantId, request.surface(), request.bucket(), request.personalised(), item);
    }

    /** By plain values: it is asked for each candidate of each request, and makes no object but the answer. */
    private AppliedBoost boost(String merchantId, Surface surface, int bucket, boolean personalised, ItemFacts item) {
        Held held = directives.get(merchantId);
        if (held == null || bucket < 0) {
            return AppliedBoost.NONE;
        }
        Pulse current = pulse;
        Scopes stops = stopped;
        long elapsed = clock.elapsedMillis();
        long now = current.service().at(elapsed);
        int surfaceBit = Scopes.bit(surface);
        boolean silent = current.service().isSilent(elapsed, silenceMillis);
        if (silent || now >= held.expiresAt || stops.stops(merchantId, surfaceBit)) {
            return AppliedBoost.NONE;
        }
        boolean keepsUp = current.progress().keepsUp(held.task, Math.max(0, now - current.time()));
        HeldBoost best = null;
        double multiplier = 1;
        double additive = 0;
        for (HeldBoost boost : held.boosts) {
            double strength = current.strengthOf(boost.programmeId());
            boolean runs = strength != Pulse.INACTIVE && !stops.stopsProgramme(boost.programmeId());
            boolean safe = keepsUp || boost.safeUntil() > now;
            if (!runs || !safe || !boost.allows(surfaceBit, bucket) || !boost.isFor(item, personalised, now)) {
                continue;
            }
            double candidate = boost.multiplierAt(strength);
            double added = boost.additiveAt(candidate);
            if (candidate > multiplier || (candidate == multiplier && added > additive)) {
                best = boost;
                multiplier = candidate;
                additive = added;
            }
        }
        return best == null ? AppliedBoost.NONE : best.applied(multiplier, additive);
    }

    /** How fresh the view is; it does not know of records that have not been given to it. */
    public Staleness staleness() {
        Pulse current = pulse;
        ServiceTime service = current.service();
        long elapsed = clock.elapsedMillis();
        return new Staleness(
                current.number(),
                current.time(),
                service.heard() ? Math.max(0, service.ageMillis(elapsed)) : Long.MAX_VALUE,
                0,
                service.isSilent(elapsed, silenceMillis),
                service.heard() ? clock.wallMillis() - service.at(elapsed) : 0);
    }

    long silenceMillis() {
        return silenceMillis;
    }

    HostClock clock() {
        return clock;
    }

    /** Merchants with a directive, expired ones included. */
    public int size() {
        return directives.size();
    }

    private Scopes scopes(List<String> named) {
        List<String> all = new ArrayList<>(controls);
        all.addAll(named);
        return all.isEmpty() ? Scopes.NONE : Scopes.of(all);
    }

    /** A merchant's directive. An array, because walking it allocates nothing. */
    private static final class Held {
        private final long expiresAt;
        private final int task;
        private final HeldBoost[] boosts;

        Held(BoostDirective directive) {
            this.expiresAt = directive.getExpiresAt();
            this.task = directive.getTask();
            this.boosts = directive.getBoosts().stream().map(HeldBoost::of).toArray(HeldBoost[]::new);
        }
    }

    /** What the last beat said. A programme that an earlier beat carried and this one does not is over. */
    private record Pulse(
            ServiceTime service,
            long number,
            long time,
            Map<String, Double> strengths,
            List<String> stopped,
            TaskProgress progress) {
        static final Pulse NONE = new Pulse(ServiceTime.UNKNOWN, -1, -1, Map.of(), List.of(), TaskProgress.UNKNOWN);
        /** Strength of a programme that boosts nobody. */
        static final double INACTIVE = -1;

        Pulse next(Beat beat, ServiceTime known) {
            Map<String, Double> now = new HashMap<>();
            strengths.keySet().forEach(programme -> now.put(programme, INACTIVE));
            for (ProgrammeBeat programme : beat.getProgrammes()) {
                boolean boosts = programme.getActive() && programme.getStrength() >= 0;
                now.put(programme.getProgrammeId(), boosts ? programme.getStrength() : INACTIVE);
            }
            return new Pulse(
                    known,
                    beat.getNumber(),
                    beat.getTime(),
                    now,
                    List.copyOf(beat.getStopped()),
                    TaskProgress.of(beat));
        }

        /** NaN where no beat has carried the programme. */
        double strengthOf(String programmeId) {
            Double strength = strengths.get(programmeId);
            return strength == null ? Double.NaN : strength;
        }
    }
}
