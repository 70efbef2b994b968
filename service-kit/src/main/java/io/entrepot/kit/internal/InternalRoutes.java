package io.entrepot.kit.internal;

import io.entrepot.kit.upstream.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.function.Function;

/** What a module answers to other services. Every bean of this type is asked once, at start. */
public interface InternalRoutes {
    void addTo(Table table);

    /** Which question is answered by whom, and to whom. */
    interface Table {
        /**
         * Answers these services and no others. Questions are asked by POST, JSON there and back, and must be repeatable: the asking side may ask twice.
         */
        Table on(String path, Set<ServiceName> callers, Function<Question, Future<JsonObject>> answer);
    }
}
