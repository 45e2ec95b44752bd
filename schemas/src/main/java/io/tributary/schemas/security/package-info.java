/**
 * How clients of brokers and registry prove who they are, with keys, certificates, passwords and tokens that lie in files. Kafka's clients
 * read such files once, at their start; what is here reads them again when they have changed, so that they can be replaced without a restart.
 */
package io.tributary.schemas.security;
