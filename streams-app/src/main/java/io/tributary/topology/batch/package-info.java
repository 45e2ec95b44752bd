/**
 * Lets Kafka Streams work on micro-batches of records. Choosing a task's next record (all its partitions are looked at), sensors and
 * contexts cost Streams more per record than an event costs the domain. So the main consumer hands it one record in place of up
 * to {@link io.tributary.topology.batch.MicroBatcher#MAX_RECORDS} of a partition, which carries them, unread, in a header; the
 * processor reads them one after the other.
 *
 * <p>Offsets and order stay exact. A commit writes the offset of the first record in a partition's queue, or the consumer's next
 * offset when the queue is empty; a micro-batch therefore has the offset of its first record, is processed in one go, and is read
 * again as a whole if it was not committed. Within a partition nothing changes places. Among the partitions of a task Streams
 * takes the oldest head first, and a micro-batch is as old as its first record; as it spans less than the time between two beats,
 * an event comes at most that much early to a beat, never late. In a replay it is not even that: all events up to a beat's time
 * are on the brokers before the beat, and none after it before the beat is answered.
 *
 * <p>The producer of a thread that works on micro-batches flushes with its commits only: Streams has it flush once a task before each.
 *
 * <p>Public interfaces of Kafka only. What Streams counts as records in its own metrics are micro-batches. With
 * {@code group.protocol=streams} Streams makes its main consumer itself, and records come one by one.
 */
package io.tributary.topology.batch;
