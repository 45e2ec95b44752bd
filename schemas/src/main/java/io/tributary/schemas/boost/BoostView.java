package io.tributary.schemas.boost;

import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.BoostDirective;
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
import java.util.function.LongSupplier;

/**
 * The boosts in force, kept from directives, controls and beats that one thread applies in the order of their topics. Any number
 * of threads read without locks.
 *
 * <p>There is no boost without a live directive, under a kill switch, for a programme that is not active, in a holdout bucket, when
 * the last beat is older than the silence allowed, or when the merchant's task lags and the boost is not safe without it.
 */
public final class BoostView implements BoostSource {
    private final long silenceMillis;
    private final LongSupplier clock;
    private final ConcurrentMap<String, Held> directives = new ConcurrentHashMap<>();
    private final Set<String> controls = new HashSet<>();
    private volatile Pulse pulse = Pulse.NONE;
    private volatile Scopes stopped = Scopes.NONE;

    /**
     * @param silenceMillis longest time without a beat before boosting stops, milliseconds, above 0
     * @param clock epoch milliseconds; in a replay, the event clock
     */
    public BoostView(long silenceMillis, LongSupplier clock) {
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

    /** Takes the newest beat. What it says of the kill switch counts in addition to the controls. */
    public void beat(Beat beat) {
        stopped = scopes(beat.getStopped());
        pulse = pulse.next(beat);
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
        Held held = directives.get(merchantId);
        if (held == null || bucket < 0) {
            return AppliedBoost.NONE;
        }
        Pulse current = pulse;
        long now = clock.getAsLong();
        int surfaceBit = Scopes.bit(surface);
        if (now >= held.expiresAt || current.silent(now, silenceMillis) || stopped.stops(merchantId, surfaceBit)) {
            return AppliedBoost.NONE;
        }
        boolean keepsUp = current.progress().keepsUp(held.task, Math.max(0, now - current.time()));
        return largest(held.boosts, surfaceBit, bucket, current, keepsUp ? Long.MIN_VALUE : now);
    }

    /** How fresh the view is; it does not know of records that have not been given to it. */
    public Staleness staleness() {
        Pulse current = pulse;
        long now = clock.getAsLong();
        long age = current.seen() ? now - current.time() : Long.MAX_VALUE;
        return new Staleness(current.number(), current.time(), age, 0, current.silent(now, silenceMillis));
    }

    /** Merchants with a directive, expired ones included. */
    public int size() {
        return directives.size();
    }

    /**
     * @param safeAfter only boosts that are safe without their task until after that moment are applied, epoch milliseconds
     */
    private AppliedBoost largest(HeldBoost[] boosts, int surfaceBit, int bucket, Pulse current, long safeAfter) {
        Scopes stops = stopped;
        HeldBoost best = null;
        double multiplier = 1;
        double additive = 0;
        for (HeldBoost boost : boosts) {
            double strength = current.strengthOf(boost.programmeId());
            boolean active = strength != Pulse.INACTIVE && boost.safeUntil() > safeAfter;
            if (!active || !boost.allows(surfaceBit, bucket) || stops.stopsProgramme(boost.programmeId())) {
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
        // A boost of nothing is none: its directive must not be echoed, or impressions would be charged that gained
        // nothing.
        return best == null
                ? AppliedBoost.NONE
                : new AppliedBoost(multiplier, additive, best.directiveId(), best.programmeId());
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
            boolean seen,
            long number,
            long time,
            Map<String, Double> strengths,
            List<String> stopped,
            TaskProgress progress) {
        static final Pulse NONE = new Pulse(false, -1, -1, Map.of(), List.of(), TaskProgress.UNKNOWN);
        /** Strength of a programme that boosts nobody. */
        static final double INACTIVE = -1;

        Pulse next(Beat beat) {
            Map<String, Double> now = new HashMap<>();
            strengths.keySet().forEach(programme -> now.put(programme, INACTIVE));
            for (ProgrammeBeat programme : beat.getProgrammes()) {
                boolean boosts = programme.getActive() && programme.getStrength() >= 0;
                now.put(programme.getProgrammeId(), boosts ? programme.getStrength() : INACTIVE);
            }
            return new Pulse(
                    true, beat.getNumber(), beat.getTime(), now, List.copyOf(beat.getStopped()), TaskProgress.of(beat));
        }

        boolean silent(long now, long silenceMillis) {
            return !seen || now - time > silenceMillis;
        }

        /** NaN where no beat has carried the programme. */
        double strengthOf(String programmeId) {
            Double strength = strengths.get(programmeId);
            return strength == null ? Double.NaN : strength;
        }
    }
}
