package io.tributary.schemas.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CurrenciesTest {
    /** Java's list grows with its versions: what it knows here must be known, not the other way round. */
    @Test
    void shouldKnowWhatJavaKnows() {
        Set<String> missing = Currency.getAvailableCurrencies().stream()
                .filter(each -> each.getDefaultFractionDigits() >= 0)
                .filter(each -> Currencies.digits(each.getCurrencyCode()) != each.getDefaultFractionDigits())
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toSet());
        assertThat(missing).isEmpty();
        assertThat(Currency.getAvailableCurrencies())
                .filteredOn(each -> each.getDefaultFractionDigits() < 0)
                .allSatisfy(each -> assertThat(Currencies.code(each.getCurrencyCode()))
                        .as(each.toString())
                        .isNull());
    }

    @Test
    void shouldGiveOneStringForAllWhoAsk() {
        assertThat(Currencies.code(new String("CNY"))).isSameAs(Currencies.code(new String("CNY")));
        assertThat(Currencies.digits("JPY")).isZero();
        assertThat(Currencies.digits("cny")).isEqualTo(-1);
    }
}
