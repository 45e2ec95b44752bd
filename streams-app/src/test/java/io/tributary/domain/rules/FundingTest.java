package io.tributary.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.domain.rules.Funding.Source;
import io.tributary.domain.rules.Quota.Sharing;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FundingTest {
    @Test
    void shouldNameThePartnerWhereOnePays() {
        assertThat(new Funding(Source.PARTNER, "county office").isPaidByMerchants())
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Funding(Source.PARTNER, ""))
                .withMessageStartingWith("funding.partner: is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Funding(Source.PLATFORM, "county office"))
                .withMessageStartingWith("funding.partner: is 'county office'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Funding(Source.MERCHANT, "county office"))
                .withMessageStartingWith("funding.partner: is 'county office'");
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void shouldPromiseNothingOfWhatMerchantsPayFor(Source source) {
        Sharing sharing = new Sharing(new Funding(source, source == Source.PARTNER ? "bank" : ""), 0);
        boolean paid = source == Source.MERCHANT || source == Source.MATCHED;
        assertThat(sharing.funding().isPaidByMerchants()).isEqualTo(paid);
        assertThat(new Quota(100, 0, 10, Map.of(), sharing).floor()).isZero();
        if (paid) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Quota(100, 1, 10, Map.of(), sharing))
                    .withMessageStartingWith("floor: is 1, must be 0 where merchants pay");
        } else {
            assertThat(new Quota(100, 1, 10, Map.of(), sharing).floor()).isEqualTo(1);
        }
    }
}
