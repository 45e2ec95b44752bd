package io.tributary.topology.merchant;

import io.tributary.domain.merchant.MerchantView;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Questions about merchants, from any thread to the stream threads that own them. A task answers those of its partition before it takes
 * its next record, at the latest with the next beat: so nothing is locked, nothing is read while it changes, and a task that nobody asks
 * looks at one field. Streams' own interactive queries would read a store that lives behind the live objects, in another thread.
 */
public final class MerchantQuestions {
    /** Under this name processors find it in their application's configuration. */
    public static final String CONFIG = "tributary.merchant.questions";

    /** Answered at once; more wait for the next record. */
    private static final int AT_ONCE = 16;
    /** That may wait; more are refused. */
    private static final int MOST_WAITING = 256;

    private final Map<Integer, Queue<Question>> waiting = new ConcurrentHashMap<>();
    private volatile boolean asked;

    private record Question(String merchantId, CompletableFuture<Optional<MerchantView>> answer) {}

    /** As the configuration of an application says; one that nobody asks where it says nothing. */
    static MerchantQuestions configured(Map<String, ?> configs) {
        return configs.get(CONFIG) instanceof MerchantQuestions questions ? questions : new MerchantQuestions();
    }

    /**
     * Asks the task of a partition about a merchant. The answer is empty when the task does not know it, and does not come when there is no
     * such task here, or nothing comes to it; whoever waits no longer should cancel it.
     *
     * @throws IllegalStateException when too many wait
     */
    public CompletableFuture<Optional<MerchantView>> ask(int partition, String merchantId) {
        Queue<Question> questions = waiting.computeIfAbsent(partition, none -> new ConcurrentLinkedQueue<>());
        questions.removeIf(question -> question.answer.isDone());
        if (questions.size() >= MOST_WAITING) {
            throw new IllegalStateException(MOST_WAITING + " questions wait for the task of partition " + partition);
        }
        CompletableFuture<Optional<MerchantView>> answer = new CompletableFuture<>();
        questions.add(new Question(merchantId, answer));
        asked = true;
        return answer;
    }

    /** Whether anybody asks anything. */
    boolean isAsked() {
        return asked;
    }

    /**
     * Answers what the task of a partition is asked, on its thread.
     *
     * @param view what is known of a merchant
     */
    void answer(int partition, Function<String, Optional<MerchantView>> view) {
        Queue<Question> questions = waiting.get(partition);
        for (int i = 0; questions != null && i < AT_ONCE && !questions.isEmpty(); i++) {
            Question question = questions.poll();
            if (!question.answer.isDone()) {
                try {
                    question.answer.complete(view.apply(question.merchantId));
                } catch (RuntimeException e) {
                    // A question is no reason to end a thread.
                    question.answer.completeExceptionally(e);
                }
            }
        }
        if (asked) {
            // In this order: a question that comes meanwhile sets it again.
            asked = false;
            if (isAnyOpen()) {
                asked = true;
            }
        }
    }

    /** Those that nobody waits for any more are forgotten. */
    private boolean isAnyOpen() {
        boolean open = false;
        for (Queue<Question> questions : waiting.values()) {
            questions.removeIf(question -> question.answer.isDone());
            open |= !questions.isEmpty();
        }
        return open;
    }
}
