/** Decisions as they are told and kept: what was decided, why, and on which figures. Nothing is decided here. */
package io.tributary.domain.decision;
