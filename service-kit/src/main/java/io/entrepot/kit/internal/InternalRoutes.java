package io.entrepot.kit.internal;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** What a module answers to other services. Every bean of this type is asked once, at start. */
public interface InternalRoutes {
    void addTo(Table table);

    /** Which question is answered by whom. */
    interface Table {
        /** Questions are asked by POST, JSON there and back, and must be repeatable: the asking side may ask twice. */
        Table on(String path, Function<JsonObject, Future<JsonObject>> answer);
    }
}
