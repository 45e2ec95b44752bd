package io.tributary.app.run;

import io.tributary.app.config.Role;
import io.tributary.domain.merchant.MerchantView;
import io.tributary.http.MerchantLookup;
import io.tributary.text.ErrorText;
import io.tributary.topology.merchant.MerchantQuestions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * What is known of merchants: asked of the task that has them when it is this instance's, else told where it is, by what the members of the
 * group tell each other of their addresses. A task answers with its next record, which is its next beat at the latest.
 */
final class MerchantStates implements MerchantLookup {
    /** Of some beats. */
    private static final int ANSWER_SECONDS = 5;

    private final MerchantQuestions questions = new MerchantQuestions();
    private volatile RunningRole merchants;
    private volatile String address = "";

    MerchantQuestions questions() {
        return questions;
    }

    /** Notes where this instance is reached, and returns it as host:port. */
    String servedAt(String host, int port) {
        address = host + ":" + port;
        return address;
    }

    /** Takes note of a role, if it is the one that has merchants. */
    void join(RunningRole role) {
        if (role.role() == Role.MERCHANT) {
            merchants = role;
        }
    }

    @Override
    public Answer find(String merchantId) {
        RunningRole role = merchants;
        if (role == null) {
            return away("role merchant does not run here, or has not started: ask an instance that runs it");
        }
        KeyQueryMetadata owner;
        try {
            owner = role.owner(merchantId);
        } catch (IllegalStateException e) {
            return away("role merchant does not run: " + ErrorText.of(e));
        }
        if (KeyQueryMetadata.NOT_AVAILABLE.equals(owner) || owner.activeHost().equals(HostInfo.unavailable())) {
            return away("tasks move between instances: ask again in some seconds");
        }
        HostInfo host = owner.activeHost();
        String at = host.host() + ":" + host.port();
        return at.equals(address) ? here(owner.partition(), merchantId) : Answer.without(Kind.ELSEWHERE, at);
    }

    private Answer here(int partition, String merchantId) {
        CompletableFuture<Optional<MerchantView>> asked = null;
        try {
            asked = questions.ask(partition, merchantId);
            return asked.get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .map(Answer::found)
                    .orElseGet(() -> Answer.without(
                            Kind.UNKNOWN, "nothing is known of merchant " + merchantId + " in partition " + partition));
        } catch (TimeoutException e) {
            return away("nothing came to task " + partition + " for " + ANSWER_SECONDS
                    + " s, not even a beat, or it is restored: look at /health/ready, and ask again");
        } catch (ExecutionException e) {
            return away("task " + partition + " could not say: " + ErrorText.of(e.getCause()));
        } catch (IllegalStateException e) {
            return away(e.getMessage() + ": ask again in some seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return away("the instance stops");
        } finally {
            if (asked != null) {
                asked.cancel(false);
            }
        }
    }

    private static Answer away(String why) {
        return Answer.without(Kind.AWAY, why);
    }
}
