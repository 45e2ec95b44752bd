package io.tributary.topology.merchant;

import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.state.StateWriter;
import io.tributary.state.v1.MerchantHeadState;
import io.tributary.state.v1.ProfileState;
import io.tributary.state.v1.WindowsState;
import io.tributary.store.live.ObjectCodec;
import io.tributary.topology.state.Sections;
import io.tributary.topology.state.StateCodec;
import io.tributary.topology.state.StoredSection;
import io.tributary.topology.state.WriterSchemas;

/**
 * Merchants in the store, in sections ({@link Sections}): a main record of what changes often, and beside it records of what seldom
 * does, each written only when it has changed.
 *
 * <pre>
 *   record   id   section     what
 *   main      1   head        where it stands, {@link HeadSection}
 *             2   counts      packed: what impressions change that only count, {@link MerchantState#writeCounts}
 *             3   programmes  packed: what it was granted and has spent; left out when there is none
 *   p         4   profile     {@link ProfileSection}
 *   w         5   windows     metric windows that are not open minutes, {@link WindowsSection}
 * </pre>
 *
 * <p>An id is never used for anything else. Confined to the store's thread.
 */
public final class MerchantCodec implements ObjectCodec<MerchantState> {
    private static final String MAIN = "";
    private static final String PROFILE_RECORD = "p";
    private static final String WINDOWS_RECORD = "w";

    private static final int HEAD = 1;
    private static final int COUNTS = 2;
    private static final int PARTICIPATIONS = 3;
    private static final int PROFILE = 4;
    private static final int WINDOWS = 5;

    private static final int PARTICIPATIONS_LAYOUT = 1;

    private final Sections sections = new Sections();
    private final StateWriter cells = new StateWriter();
    private final StateCodec<MerchantHeadState> heads;
    private final StateCodec<ProfileState> profiles;
    private final StateCodec<WindowsState> windows;

    /**
     * @param writers of the store
     */
    public MerchantCodec(WriterSchemas writers) {
        this.heads = new StateCodec<>(MerchantHeadState.getClassSchema(), writers);
        this.profiles = new StateCodec<>(ProfileState.getClassSchema(), writers);
        this.windows = new StateCodec<>(WindowsState.getClassSchema(), writers);
    }

    @Override
    public void write(MerchantState merchant, PartSink sink) {
        if (merchant.isProfileChanged()) {
            sections.begin().add(PROFILE, profiles, ProfileSection.of(merchant));
            finish(merchant, PROFILE_RECORD, sink);
        }
        if (merchant.windows().isClosedChanged()) {
            sections.begin()
                    .add(WINDOWS, windows, WindowsSection.of(merchant.windows().closed(cells)));
            finish(merchant, WINDOWS_RECORD, sink);
        }
        sections.begin().add(HEAD, heads, HeadSection.of(merchant));
        merchant.writeCounts(sections.packed());
        sections.addPacked(COUNTS, MerchantState.COUNTS_LAYOUT);
        if (merchant.isParticipant()) {
            merchant.writeParticipations(sections.packed());
            sections.addPacked(PARTICIPATIONS, PARTICIPATIONS_LAYOUT);
        }
        finish(merchant, MAIN, sink);
        merchant.written();
    }

    private void finish(MerchantState merchant, String record, PartSink sink) {
        sections.addAll(merchant.unknown(), record);
        sink.put(record, sections.toByteArray());
    }

    @Override
    public int prefetch(MerchantState merchant) {
        return merchant.prefetch() + merchant.windows().prefetch();
    }

    @Override
    public MerchantState read(String key, byte[] main, PartSource source) {
        MerchantState merchant = new MerchantState(key);
        read(merchant, MAIN, main);
        read(merchant, PROFILE_RECORD, source.get(PROFILE_RECORD));
        read(merchant, WINDOWS_RECORD, source.get(WINDOWS_RECORD));
        return merchant;
    }

    private void read(MerchantState merchant, String name, byte[] record) {
        if (record != null) {
            merchant.carry(Sections.read(record, name, merchant.unknown(), section -> take(merchant, section)));
        }
    }

    private boolean take(MerchantState merchant, StoredSection section) {
        switch (section.id()) {
            case HEAD -> HeadSection.restore(merchant, heads.read(section));
            case COUNTS -> merchant.readCounts(section.packed("counts", MerchantState.COUNTS_LAYOUT));
            case PARTICIPATIONS -> merchant.readParticipations(section.packed("participations", PARTICIPATIONS_LAYOUT));
            case PROFILE -> ProfileSection.restore(merchant, profiles.read(section));
            case WINDOWS -> merchant.windows().restore(WindowsSection.closed(windows.read(section)));
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isIdle(MerchantState merchant) {
        return merchant.isIdle();
    }
}
