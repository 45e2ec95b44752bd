/** What merchants and the public read of rules and decisions, in both languages: made from records of the contract, without asking anybody. */
package io.tributary.explain;
