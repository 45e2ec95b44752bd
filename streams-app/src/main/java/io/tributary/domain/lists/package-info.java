/**
 * Reference lists: named lists that clauses look values up in, with the times at which their entries are valid, and the codes of
 * regions with their history.
 */
package io.tributary.domain.lists;
