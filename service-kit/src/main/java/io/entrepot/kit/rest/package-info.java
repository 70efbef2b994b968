/** What the management APIs of all services share: how they say what went wrong. */
@NullMarked
package io.entrepot.kit.rest;

import org.jspecify.annotations.NullMarked;
