package io.tributary.topology.merchant;

import io.tributary.domain.Surface;
import io.tributary.domain.allocation.Controller;
import io.tributary.domain.allocation.Pacer;
import io.tributary.domain.allocation.Reach;
import io.tributary.domain.allocation.Response;
import io.tributary.state.v1.ControllerState;
import io.tributary.state.v1.SurfaceName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** An entry of the section “controllers” of a merchant. */
final class ControllerSection {
    private static final SurfaceName[] SURFACE_NAMES = SurfaceName.values();
    private static final Surface[] SURFACES = Surface.values();

    private ControllerSection() {}

    static ControllerState of(Controller.Snapshot controller) {
        ControllerState state = new ControllerState();
        setPacer(state, controller.pacer());
        setResponse(state, controller.response());
        state.setReachStart(controller.reach().start());
        state.setReachLast(controller.reach().last());
        state.setOffers(controller.reach().offers());
        setBoost(state, controller.boost());
        return state;
    }

    private static void setPacer(ControllerState state, Pacer.Snapshot pacer) {
        state.setBase(pacer.base());
        state.setLevel(pacer.level());
        state.setPlanned(pacer.planned());
        state.setPlan(pacer.plan());
        state.setHeld(pacer.held());
    }

    private static void setResponse(ControllerState state, Response.Snapshot response) {
        state.setSchedule(response.schedule());
        state.setDelivered(response.trace().delivered());
        state.setEffort(response.trace().effort());
        state.setPush(response.push());
        state.setFull(response.full());
        state.setFullTraffic(response.fullTraffic());
    }

    private static void setBoost(ControllerState state, Controller.Boost boost) {
        // In the enum's order, so that the same state is the same bytes.
        List<SurfaceName> surfaces =
                new ArrayList<>(boost.directive().surfaces().size());
        for (Surface surface : boost.directive().surfaces()) {
            surfaces.add(SURFACE_NAMES[surface.ordinal()]);
        }
        state.setSuspended(boost.suspended());
        state.setResumeAt(boost.resumesAt());
        state.setDirected(boost.directive().directed());
        state.setIssuedNeed(boost.directive().need());
        state.setIssuedAdmit(boost.directive().admit());
        state.setSurfaces(surfaces);
    }

    static Controller.Snapshot snapshot(ControllerState state) {
        Set<Surface> surfaces = EnumSet.noneOf(Surface.class);
        for (SurfaceName each : state.getSurfaces()) {
            surfaces.add(SURFACES[each.ordinal()]);
        }
        return new Controller.Snapshot(
                new Pacer.Snapshot(
                        state.getBase(), state.getLevel(), state.getPlanned(), state.getPlan(), state.getHeld()),
                new Response.Snapshot(
                        state.getSchedule(),
                        new Response.Trace(state.getDelivered(), state.getEffort()),
                        state.getPush(),
                        state.getFull(),
                        state.getFullTraffic()),
                new Reach.Snapshot(state.getReachStart(), state.getReachLast(), state.getOffers()),
                new Controller.Boost(
                        state.getSuspended(),
                        state.getResumeAt(),
                        new Controller.Directive(
                                state.getDirected(), state.getIssuedNeed(), state.getIssuedAdmit(), surfaces)));
    }
}
