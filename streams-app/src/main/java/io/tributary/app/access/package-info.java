/** What who may do at the brokers: permissions, how they are granted as ACLs, and which of them somebody lacks. */
package io.tributary.app.access;
