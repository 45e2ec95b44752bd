package io.tributary.topology.entity;

import io.tributary.domain.entity.Entity;
import io.tributary.domain.entity.Holding;
import io.tributary.domain.entity.SharedCap;
import io.tributary.domain.entity.SharedCap.Offer;
import io.tributary.domain.entity.SharedCap.Part;
import io.tributary.domain.entity.ShopReport;
import io.tributary.state.v1.EntityShopState;
import io.tributary.state.v1.EntityState;
import io.tributary.state.v1.SharedCapState;
import io.tributary.state.v1.SharedPartState;
import io.tributary.topology.state.StateCodec;
import io.tributary.topology.state.WriterSchemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/** Legal entities on disk, by their hashes. */
final class EntityStore {
    private static final String ENTITY = "entity/";
    private static final String SCHEMA = "schema/";

    private final KeyValueStore<String, byte[]> store;
    private final StateCodec<EntityState> entities;

    EntityStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
        this.entities = new StateCodec<>(EntityState.getClassSchema(), WriterSchemas.in(store, SCHEMA));
    }

    /** The entity of this hash; a new one when it is not known. */
    Entity find(String hash) {
        byte[] bytes = store.get(ENTITY + hash);
        return bytes == null ? new Entity() : new Entity(snapshot(entities.decode(bytes)));
    }

    void keep(String hash, Entity entity) {
        store.put(ENTITY + hash, entities.encode(state(entity.snapshot())));
    }

    private static EntityState state(Entity.Snapshot snapshot) {
        List<EntityShopState> shops = new ArrayList<>();
        snapshot.shops()
                .forEach((merchantId, shop) -> shops.add(new EntityShopState(
                        merchantId,
                        shop.stint().since(),
                        shop.stint().number(),
                        shop.stint().left(),
                        shop.joinedAt())));
        return new EntityState(
                snapshot.number(),
                snapshot.forgottenJoinedAt(),
                shops,
                snapshot.caps().stream().map(EntityStore::state).toList());
    }

    private static SharedCapState state(SharedCap.Snapshot cap) {
        List<SharedPartState> parts = new ArrayList<>();
        cap.parts()
                .forEach((merchantId, part) -> parts.add(new SharedPartState(
                        merchantId,
                        part.claim().weight(),
                        part.claim().demand(),
                        part.held().periodStart(),
                        part.held().taken(),
                        part.held().exposures(),
                        part.offer().number(),
                        part.offer().periodStart(),
                        part.offer().exposures(),
                        part.offer().most())));
        return new SharedCapState(
                cap.programmeId(), cap.terms().version(), cap.terms().cap(), cap.periodStart(), cap.committed(), parts);
    }

    private static Entity.Snapshot snapshot(EntityState state) {
        Map<String, Entity.Shop> shops = new HashMap<>();
        for (EntityShopState each : state.getShops()) {
            shops.put(
                    each.getMerchantId(),
                    new Entity.Shop(
                            new ShopReport.Stint(each.getSince(), each.getNumber(), each.getLeft()),
                            each.getJoinedAt()));
        }
        return new Entity.Snapshot(
                state.getNumber(),
                state.getForgottenJoinedAt(),
                shops,
                state.getCaps().stream().map(EntityStore::snapshot).toList());
    }

    private static SharedCap.Snapshot snapshot(SharedCapState state) {
        Map<String, Part> parts = new HashMap<>();
        for (SharedPartState each : state.getParts()) {
            parts.put(
                    each.getMerchantId(),
                    new Part(
                            new Holding.Claim(each.getWeight(), each.getDemand()),
                            new Holding.Held(each.getPeriodStart(), each.getTaken(), each.getHeld()),
                            new Offer(
                                    each.getOffered(),
                                    each.getOfferedFrom(),
                                    each.getOfferedExposures(),
                                    each.getMostOffered())));
        }
        return new SharedCap.Snapshot(
                state.getProgrammeId(),
                new Holding.Terms(state.getVersion(), state.getCap()),
                state.getPeriodStart(),
                state.getCommitted(),
                parts);
    }
}
