package io.entrepot.kit.http;

import io.vertx.core.Future;

/**
 * Answers one method of one route. It translates between HTTP and a feature and decides nothing. The future ends when
 * the answer was handed over; a failure, thrown or in the future, is rendered by {@link ErrorAnswer}.
 */
@FunctionalInterface
public interface RegistryHandler {
    Future<Void> handle(RegistryRequest request);
}
