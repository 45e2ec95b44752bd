package io.tributary.demo.loop;

import io.tributary.events.v1.Impression;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.replay.InProcessService;
import io.tributary.replay.InProcessSettings;
import io.tributary.replay.ReplayListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The service in one process with a queue before each partition, on a clock that the test moves: a partition takes what was sent
 * until the moment that the test says, so that it lags, stands still and catches up.
 */
final class LaggingService {
    private final InProcessService service;
    private final List<Deque<Sent>> inboxes = new ArrayList<>();

    private record Sent(long time, Runnable work) {}

    LaggingService(InProcessSettings settings, ReplayListener listener) {
        this.service = new InProcessService(settings, listener);
        for (int number = 0; number < settings.pool().merchantTasks(); number++) {
            inboxes.add(new ArrayDeque<>());
        }
    }

    void programme(Programme programme) {
        service.programme(programme);
    }

    void list(ReferenceList list) {
        service.list(list);
    }

    int task(String merchantId) {
        return service.partition(merchantId);
    }

    void profile(long time, MerchantProfile profile) {
        send(time, task(profile.getMerchantId()), () -> service.profile(profile));
    }

    void impression(long time, String merchantId, Impression impression) {
        send(time, task(merchantId), () -> service.impression(merchantId, impression));
    }

    /** A beat, to be taken by the tasks when they come to it. */
    void beat(long time) {
        Beat beat = service.send(time);
        for (int number = 0; number < inboxes.size(); number++) {
            int task = number;
            send(time, task, () -> service.answer(task, beat));
        }
    }

    /** Has a task take what was sent until a moment. */
    void work(int task, long until) {
        Deque<Sent> inbox = inboxes.get(task);
        while (!inbox.isEmpty() && inbox.peek().time <= until) {
            inbox.poll().work.run();
        }
    }

    private void send(long time, int task, Runnable work) {
        inboxes.get(task).add(new Sent(time, work));
    }
}
