package io.entrepot.manifest.paging;

import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RegistryRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Answers with a list of names: one page with a {@code Link} to the next, or all of it, streamed piece by piece. The
 * names need no escaping in JSON, by their own rules.
 */
public final class NameList {
    private static final int PIECE = 1_000;

    private final RegistryRequest request;
    private final String path;
    private final String opening;
    private final Names names;

    /**
     * @param path of the list itself, for its {@code Link}
     * @param opening the JSON up to the first name
     */
    public NameList(RegistryRequest request, String path, String opening, Names names) {
        this.request = request;
        this.path = path;
        this.opening = opening;
        this.names = names;
    }

    public Future<Void> answer(PageRequest page) {
        if (page.limit().isPresent()) {
            var limit = page.limit().getAsInt();
            // One more than asked for tells whether there is another page.
            return names.after(page.last(), limit + 1).compose(found -> page(found, limit));
        }
        return names.after(page.last(), PIECE).compose(this::all);
    }

    private Future<Void> page(List<String> found, int limit) {
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        var answer = request.answer(200).header(Headers.CONTENT_TYPE, Headers.JSON);
        if (limit > 0 && found.size() > limit) {
            var last = URLEncoder.encode(shown.get(limit - 1), StandardCharsets.UTF_8);
            answer.header(Headers.LINK, "<" + path + "?n=" + limit + "&last=" + last + ">; rel=\"next\"");
        }
        return answer.end(json(shown));
    }

    private Future<Void> all(List<String> first) {
        if (first.size() < PIECE) {
            return request.answer(200)
                    .header(Headers.CONTENT_TYPE, Headers.JSON)
                    .end(json(first));
        }
        request.answer(200).header(Headers.CONTENT_TYPE, Headers.JSON);
        var response = request.http().response().setChunked(true);
        if (request.isHead()) {
            return response.end();
        }
        return response.write(open(first)).compose(written -> rest(response, first.get(PIECE - 1)));
    }

    private Future<Void> rest(HttpServerResponse response, String last) {
        return names.after(last, PIECE).compose(found -> {
            if (response.closed()) {
                return Future.succeededFuture();
            }
            var piece = Buffer.buffer(found.size() * 32 + 2);
            found.forEach(name -> append(piece.appendByte((byte) ','), name));
            if (found.size() < PIECE) {
                return response.end(piece.appendString("]}"));
            }
            response.write(piece);
            return drained(response).compose(ready -> rest(response, found.get(PIECE - 1)));
        });
    }

    /** Waits for a slow reader: what it hasn't taken yet must not pile up. */
    private static Future<Void> drained(HttpServerResponse response) {
        if (!response.writeQueueFull()) {
            return Future.succeededFuture();
        }
        Promise<Void> ready = Promise.promise();
        response.closeHandler(closed -> ready.tryComplete());
        response.drainHandler(drained -> ready.tryComplete());
        return ready.future();
    }

    private Buffer json(List<String> shown) {
        return open(shown).appendString("]}");
    }

    private Buffer open(List<String> shown) {
        var json = Buffer.buffer(opening.length() + shown.size() * 32 + 2).appendString(opening);
        for (var i = 0; i < shown.size(); i++) {
            if (i > 0) {
                json.appendByte((byte) ',');
            }
            append(json, shown.get(i));
        }
        return json;
    }

    private static void append(Buffer json, String name) {
        json.appendByte((byte) '"').appendString(name).appendByte((byte) '"');
    }
}
