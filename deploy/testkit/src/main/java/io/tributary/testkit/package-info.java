/**
 * What demo, bench and whole tests share, so that none of them depends on another: clients of the brokers that any platform could have
 * written, tables and JSON for people and programs. Not part of the service.
 */
package io.tributary.testkit;
