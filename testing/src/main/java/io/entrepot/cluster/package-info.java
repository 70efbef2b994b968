/**
 * The services as processes of their own on one machine, several replicas of each, behind one address: for trying and for
 * tests. It starts the ordinary applications and configures them by the ordinary keys; nothing else depends on it.
 */
@NullMarked
package io.entrepot.cluster;

import org.jspecify.annotations.NullMarked;
