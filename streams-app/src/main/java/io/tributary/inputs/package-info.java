/**
 * Where inputs stand. What a state was made of is told by the offsets that were committed with it, and the broker keeps those for some
 * days only, lets anyone change them, and does not say of which topic they were. So each transaction that commits offsets also writes
 * them, with the topic's id, into a compacted topic of one partition ({@link io.tributary.inputs.PositionProducer}): the positions are
 * committed with the state or not at all.
 *
 * <p>Before an application starts its group's offsets are compared with them ({@link io.tributary.inputs.Resumption}): what differs is set
 * to where the state stands, what is lost stops the start with a line ({@link io.tributary.domain.input.InputCheck}). While others of the
 * group run, only ids are compared, since nobody can change the offsets of a group that has members.
 */
package io.tributary.inputs;
