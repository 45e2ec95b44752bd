package io.tributary.domain.metric;

import io.tributary.domain.state.PackedLayout;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/**
 * The form in which {@link OpenMinutes} are stored:
 *
 * <pre>
 * byte      version of this layout, 1
 * uvarint   number of cells
 * and of each cell, in the order in which they came,
 * varint    its minute, since the epoch, less that of the cell before
 * uvarint   dimensions ({@link Dimensions})
 * uvarint   what there is: bit 0 sales, bit 1 + n the count of the measure n
 * uvarint   of each count that there is, in the order of the measures
 * charges   when exposures are charged ({@link Charges})
 * sales     when there are any ({@link Sales})
 * </pre>
 *
 * with uvarint for an unsigned integer of seven bits a byte, the lowest first, and varint for one with a sign. Most counts are 0, and are
 * not there: nearly always a cell takes five bytes, the first one nine. A count of a measure that a later version has added is read like
 * any other, and written again. Nothing else can be added to a cell under this number of the layout: what else a later version keeps of
 * open minutes it appends to what is packed around them, behind its end ({@link PackedLayout}).
 */
final class OpenMinutesFormat {
    private static final int LAYOUT = 1;
    private static final int SALES = 1;
    private static final int COUNTS = 1;

    int[] cells = OpenCells.NONE;
    Charges[] charges = OpenMinutes.NO_CHARGES;
    Sales[] sales = OpenMinutes.NO_SALES;

    private OpenMinutesFormat() {}

    static void write(StateWriter writer, int[] cells, Charges[] charges, Sales[] sales) {
        writer.writeByte(LAYOUT);
        writer.writeUnsigned(OpenCells.size(cells));
        int stride = OpenCells.stride(cells);
        int number = 0;
        int before = 0;
        for (int cell = OpenCells.first(); cell < cells.length; cell += stride) {
            int minute = OpenCells.minute(cells, cell);
            writer.writeInt(minute - before);
            before = minute;
            writer.writeUnsigned(OpenCells.dimensions(cells, cell));
            Sales sold = CellParts.get(sales, number);
            int measures = OpenCells.measures(cells, cell);
            writer.writeUnsigned((long) measures << COUNTS | (sold == null ? 0 : SALES));
            for (int count = OpenCells.counts(cell); count < cell + stride; count++) {
                if (cells[count] != 0) {
                    writer.writeUnsigned(cells[count]);
                }
            }
            if ((measures & Measure.CHARGED.bit()) != 0) {
                charges[number].write(writer);
            }
            if (sold != null) {
                sold.write(writer);
            }
            number++;
        }
    }

    /**
     * @throws io.tributary.domain.state.UnreadableStateException when it is of a layout or of dimensions that are not known
     */
    static OpenMinutesFormat read(StateReader reader) {
        PackedLayout.check("open minutes", reader.readByte(), LAYOUT);
        OpenMinutesFormat read = new OpenMinutesFormat();
        int count = (int) reader.readUnsigned();
        int minute = 0;
        for (int number = 0; number < count; number++) {
            minute += reader.readInt();
            int dimensions = Dimensions.stored(reader.readUnsigned());
            long stored = reader.readUnsigned();
            int measures = Measure.stored(stored >>> COUNTS);
            int cell = read.open(minute, dimensions, measures);
            for (int left = measures; left != 0; left &= left - 1) {
                OpenCells.add(read.cells, cell, Integer.lowestOneBit(left), (int) reader.readUnsigned());
            }
            if ((measures & Measure.CHARGED.bit()) != 0) {
                read.charges = CellParts.put(read.charges, number, Charges.read(reader));
            }
            if ((stored & SALES) != 0) {
                read.sales = CellParts.put(read.sales, number, Sales.read(reader));
            }
        }
        return read;
    }

    private int open(int minute, int dimensions, int measures) {
        int[] roomy = OpenCells.withColumns(cells, measures);
        cells = OpenCells.plus(roomy, minute, dimensions);
        return roomy.length;
    }
}
