package io.tributary.bench.scale;

/**
 * One figure of one size.
 *
 * @param what cpu: of the service, microseconds per event; jit: the part of it that compilers took; rate: committed events/s; heap,
 *     resident, store: bytes; beat: milliseconds that all tasks take for one beat
 * @param merchants known
 * @param programmes running
 * @param active merchants charged since the beat before; 0 but for beats
 */
public record ScaleRow(String what, int merchants, int programmes, int active, int round, double value) {
    /** What is measured together with this one. */
    ScaleRow as(String other) {
        return new ScaleRow(other, merchants, programmes, active, round, value);
    }
}
