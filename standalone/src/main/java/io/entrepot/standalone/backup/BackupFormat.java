package io.entrepot.standalone.backup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What is in a backup file. It is a tar whose entries come in this order: {@code entrepot-backup.json}, the rows of
 * each table in PostgreSQL's COPY text form ({@code rows/<schema>.<table>/<n>}), {@code sequences.json}, the stored
 * objects ({@code blobs/<storage key>}), and {@code end.json} with a checksum over all before it.
 */
final class BackupFormat {

    static final int VERSION = 1;
    static final String HEADER = "entrepot-backup.json";
    static final String ROWS = "rows/";
    static final String SEQUENCES = "sequences.json";
    static final String BLOBS = "blobs/";
    static final String END = "end.json";

    private BackupFormat() {}

    /** A schema at the version of its last migration. */
    record Schema(String name, String version) {}

    /** A table and the columns its rows were copied with. */
    record Table(String schema, String name, List<String> columns) {
        Table {
            columns = List.copyOf(columns);
        }

        String entryPrefix() {
            return ROWS + schema + "." + name + "/";
        }

        /** As it stands in SQL. */
        String sqlName() {
            return Sql.name(schema) + "." + Sql.name(name);
        }

        String sqlColumns() {
            return String.join(", ", columns.stream().map(Sql::name).toList());
        }
    }

    record Sequence(String schema, String name, long lastValue, boolean called) {
        String sqlName() {
            return Sql.name(schema) + "." + Sql.name(name);
        }
    }

    record Header(String createdAt, List<Schema> schemas, List<Table> tables) {
        Header {
            schemas = List.copyOf(schemas);
            tables = List.copyOf(tables);
        }

        JsonObject toJson() {
            var schemaList = new JsonArray();
            schemas.forEach(schema ->
                    schemaList.add(new JsonObject().put("name", schema.name()).put("version", schema.version())));
            var tableList = new JsonArray();
            tables.forEach(table -> tableList.add(new JsonObject()
                    .put("schema", table.schema())
                    .put("name", table.name())
                    .put("columns", new JsonArray(table.columns()))));
            return new JsonObject()
                    .put("format", VERSION)
                    .put("createdAt", createdAt)
                    .put("schemas", schemaList)
                    .put("tables", tableList);
        }

        static Header of(JsonObject json) {
            return new Header(
                    json.getString("createdAt"),
                    objects(json.getJsonArray("schemas")).stream()
                            .map(each -> new Schema(each.getString("name"), each.getString("version")))
                            .toList(),
                    objects(json.getJsonArray("tables")).stream()
                            .map(each -> new Table(
                                    each.getString("schema"),
                                    each.getString("name"),
                                    each.getJsonArray("columns").stream()
                                            .map(String.class::cast)
                                            .toList()))
                            .toList());
        }
    }

    static JsonObject toJson(List<Sequence> sequences) {
        var list = new JsonArray();
        sequences.forEach(each -> list.add(new JsonObject()
                .put("schema", each.schema())
                .put("name", each.name())
                .put("lastValue", each.lastValue())
                .put("called", each.called())));
        return new JsonObject().put("sequences", list);
    }

    static List<Sequence> sequences(JsonObject json) {
        return objects(json.getJsonArray("sequences")).stream()
                .map(each -> new Sequence(
                        each.getString("schema"),
                        each.getString("name"),
                        each.getLong("lastValue"),
                        each.getBoolean("called")))
                .toList();
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
