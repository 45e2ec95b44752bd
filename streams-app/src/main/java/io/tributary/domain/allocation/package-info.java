/**
 * Guaranteed delivery: whom to boost, how much, and when to stop, so that every merchant gets its grant and no more.
 *
 * <p>Plain Java without clock, I/O or randomness. State and work are O(1) per merchant and event; what is known of the
 * others is only what a beat carries. The objective is the linear programme of budgeted assignment: maximise the value of
 * what is shown subject to each merchant's grant. Its dual has one price per merchant, and the best choice for a request is
 * argmax(value − price) against showing none of them; a boost level is the highest price less the merchant's own, so a
 * boost never demotes. {@link io.tributary.domain.allocation.Pacer} finds the price by feedback.
 */
package io.tributary.domain.allocation;
