/**
 * Live objects over a task's records: an event changes an object in the heap, and each object that changed is serialised once, at the
 * commit. What of Kafka Streams' internals this relies on is listed in {@code store.disk}.
 */
package io.tributary.store.live;
