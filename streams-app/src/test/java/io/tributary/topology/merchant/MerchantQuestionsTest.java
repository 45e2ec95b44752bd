package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NEWCOMER;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.merchant.MerchantView;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MerchantQuestionsTest {
    private MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldSayWithTheNextRecordWhatIsKnownOfAMerchant() {
        task.grant(NOON, 40, "m1");
        String directive = task.lastBoost("m1").getDirectiveId();
        task.show("m1", task.boosted(directive, NOON + 1));

        CompletableFuture<Optional<MerchantView>> answer = task.questions.ask(0, "m1");
        assertThat(answer).isNotDone();
        task.beat(NOON + SECOND);

        MerchantView view = answer.join().orElseThrow();
        assertThat(view.profiled()).isTrue();
        assertThat(view.complete()).isTrue();
        assertThat(view.programmes()).singleElement().satisfies(part -> {
            assertThat(part.enrolled().programmeId()).isEqualTo(NEWCOMER);
            assertThat(part.budget().current().granted()).isEqualTo(50);
            assertThat(part.budget().current().spent()).isEqualTo(1);
        });
        assertThat(view.decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.eligible()).isTrue();
            assertThat(decision.id()).startsWith(NEWCOMER).endsWith("m1");
        });
        assertThat(view.directive().sequence()).isPositive();
        assertThat(view.windows().openCells()).isEqualTo(1);
    }

    @Test
    void shouldKnowNothingOfWhoNeverCame() {
        CompletableFuture<Optional<MerchantView>> answer = task.questions.ask(0, "nobody");
        task.beat(NOON);
        assertThat(answer.join()).isEmpty();
        assertThat(task.questions.isAsked()).isFalse();
    }

    @Test
    void shouldSayThatCountsOfBeforeARestartAreToCome() {
        task.grant(NOON, 40, "m1");
        task.show("m1", task.impression(NOON + 1));
        MerchantFixture next = task.restarted();
        task.close();
        task = next;

        CompletableFuture<Optional<MerchantView>> early = task.questions.ask(0, "m1");
        task.show("m2", task.impression(NOON + 2));
        assertThat(early.join().orElseThrow().complete()).isFalse();
        CompletableFuture<Optional<MerchantView>> late = task.questions.ask(0, "m1");
        task.beat(NOON + SECOND);
        task.show("m2", task.impression(NOON + 3));
        assertThat(late.join().orElseThrow().programmes()).hasSize(1);
    }

    @Test
    void shouldLeaveQuestionsToTheTaskThatTheyAreFor() {
        CompletableFuture<Optional<MerchantView>> other = task.questions.ask(1, "m1");
        task.beat(NOON);
        assertThat(other).isNotDone();
        assertThat(task.questions.isAsked()).isTrue();

        other.cancel(false);
        task.beat(NOON + SECOND);
        assertThat(task.questions.isAsked()).isFalse();
    }

    @Test
    void shouldRefuseMoreQuestionsThanATaskCanBeAsked() {
        IntStream.range(0, 256).forEach(i -> task.questions.ask(3, "m" + i));
        assertThatThrownBy(() -> task.questions.ask(3, "one more")).hasMessageContaining("questions wait");
    }
}
