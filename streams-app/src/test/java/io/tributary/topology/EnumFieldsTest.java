package io.tributary.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.metric.Measure;
import io.tributary.metrics.v1.ArmTotals;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.Sales;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnumFieldsTest {
    private enum Figure {
        MONEY,
        ORDERS_OF_MEMBERS
    }

    @Test
    void shouldNameFieldsAsAvroDoes() {
        assertThat(EnumFields.name(Figure.MONEY)).isEqualTo("money");
        assertThat(EnumFields.name(Figure.ORDERS_OF_MEMBERS)).isEqualTo("ordersOfMembers");
    }

    @Test
    void shouldReadWhatItWrites() {
        ConversionMetric row = new ConversionMetric();
        EnumFields<Measure> fields = EnumFields.all(Measure.class, ConversionMetric.getClassSchema());
        fields.write(row, measure -> (long) measure.ordinal());
        assertThat(row.getUnits()).isEqualTo(Measure.UNITS.ordinal());

        Map<Measure, Integer> read = new EnumMap<>(Measure.class);
        fields.read(row, (measure, count) -> read.put(measure, count.intValue()));
        assertThat(read)
                .hasSize(Measure.ALL.size())
                .allSatisfy((measure, count) -> assertThat(count).isEqualTo(measure.ordinal()));
    }

    @Test
    void shouldLeaveOutWhatTheRecordDoesNotHave() {
        EnumFields<Measure> fields = EnumFields.known(Measure.class, ArmTotals.getClassSchema());
        ArmTotals totals = new ArmTotals();
        fields.write(totals, measure -> 7L);
        assertThat(totals.getRefunds()).isEqualTo(7);
        fields.in(ConversionMetric.getClassSchema())
                .read(
                        new ConversionMetric(),
                        (measure, count) -> assertThat(measure).isNotEqualTo(Measure.UNITS));
    }

    @Test
    void shouldRefuseARecordThatLacksAField() {
        assertThatThrownBy(() -> EnumFields.all(Measure.class, Sales.getClassSchema()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("io.tributary.metrics.v1.Sales has no field impressions");
    }
}
