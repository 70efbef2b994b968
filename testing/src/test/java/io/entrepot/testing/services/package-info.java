/** The services apart, several replicas of each, while some of them die, restart or are down. */
@NullMarked
package io.entrepot.testing.services;

import org.jspecify.annotations.NullMarked;
