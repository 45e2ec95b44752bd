package io.tributary.topology.merchant;

import io.tributary.domain.BucketRange;
import io.tributary.domain.Stage;
import io.tributary.domain.metric.Membership;
import io.tributary.domain.metric.WindowSize;
import io.tributary.domain.metric.WindowStatus;
import io.tributary.domain.metric.WindowsSnapshot;
import io.tributary.domain.state.PackedLayout;
import io.tributary.state.v1.EarlierMembership;
import io.tributary.state.v1.MembershipState;
import io.tributary.state.v1.StageName;
import io.tributary.state.v1.TermsState;
import io.tributary.state.v1.WindowSizeName;
import io.tributary.state.v1.WindowState;
import io.tributary.state.v1.WindowStatusName;
import io.tributary.state.v1.WindowsState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Section “windows” of a merchant. Enums of domain and schema have the same symbols in the same order, which a test holds. */
final class WindowsSection {
    private static final StageName[] STAGE_NAMES = StageName.values();
    private static final Stage[] STAGES = Stage.values();
    private static final WindowSizeName[] SIZE_NAMES = WindowSizeName.values();
    private static final WindowSize[] SIZES = WindowSize.values();
    private static final WindowStatusName[] STATUS_NAMES = WindowStatusName.values();
    private static final WindowStatus[] STATUSES = WindowStatus.values();

    private WindowsSection() {}

    static WindowsState of(WindowsSnapshot closed) {
        WindowsState state = new WindowsState();
        state.setMemberships(memberships(closed.memberships()));
        List<EarlierMembership> earlier = new ArrayList<>();
        for (WindowsSnapshot.Earlier each : closed.earlier()) {
            earlier.add(new EarlierMembership(each.membership(), each.end()));
        }
        state.setEarlier(earlier);
        state.setCurrent(closed.current());
        state.setCellLayout(WindowsSnapshot.CELL_LAYOUT);
        List<WindowState> windows = new ArrayList<>(closed.windows().size());
        for (WindowsSnapshot.Window each : closed.windows()) {
            windows.add(window(each));
        }
        state.setWindows(windows);
        return state;
    }

    private static WindowState window(WindowsSnapshot.Window window) {
        WindowState state = new WindowState();
        state.setSize(SIZE_NAMES[window.size().ordinal()]);
        state.setStart(window.start());
        state.setLength(window.length());
        state.setStatus(STATUS_NAMES[window.status().ordinal()]);
        state.setCells(ByteBuffer.wrap(window.cells()));
        return state;
    }

    private static List<MembershipState> memberships(List<Membership> memberships) {
        List<MembershipState> states = new ArrayList<>(memberships.size());
        for (Membership membership : memberships) {
            List<TermsState> terms = new ArrayList<>();
            for (Membership.Terms each : membership.terms()) {
                terms.add(terms(each));
            }
            states.add(new MembershipState(terms));
        }
        return states;
    }

    private static TermsState terms(Membership.Terms terms) {
        TermsState state = new TermsState();
        state.setProgrammeId(terms.programmeId());
        state.setVersion(terms.version());
        state.setStage(STAGE_NAMES[terms.stage().ordinal()]);
        state.setHoldoutFrom(terms.holdout().from());
        state.setHoldoutTo(terms.holdout().to());
        state.setEndsAt(terms.endsAt());
        return state;
    }

    /**
     * @throws IllegalStateException when its cells are of a layout that is not known
     */
    static WindowsSnapshot closed(WindowsState state) {
        PackedLayout.check("metric cells", state.getCellLayout(), WindowsSnapshot.CELL_LAYOUT);
        List<Membership> memberships = new ArrayList<>();
        for (MembershipState each : state.getMemberships()) {
            memberships.add(membership(each));
        }
        List<WindowsSnapshot.Earlier> earlier = new ArrayList<>();
        for (EarlierMembership each : state.getEarlier()) {
            earlier.add(new WindowsSnapshot.Earlier(each.getMembership(), each.getEnd()));
        }
        List<WindowsSnapshot.Window> windows =
                new ArrayList<>(state.getWindows().size());
        for (WindowState each : state.getWindows()) {
            windows.add(new WindowsSnapshot.Window(
                    SIZES[each.getSize().ordinal()],
                    each.getStart(),
                    each.getLength(),
                    STATUSES[each.getStatus().ordinal()],
                    each.getCells().array()));
        }
        return new WindowsSnapshot(memberships, earlier, state.getCurrent(), windows);
    }

    private static Membership membership(MembershipState state) {
        List<Membership.Terms> terms = new ArrayList<>();
        for (TermsState each : state.getTerms()) {
            terms.add(new Membership.Terms(
                    // One string for all merchants of a programme: memory, and quick to compare.
                    each.getProgrammeId().intern(),
                    each.getVersion(),
                    STAGES[each.getStage().ordinal()],
                    new BucketRange(each.getHoldoutFrom(), each.getHoldoutTo()),
                    each.getEndsAt()));
        }
        return Membership.of(terms);
    }
}
