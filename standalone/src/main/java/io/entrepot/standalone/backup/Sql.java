package io.entrepot.standalone.backup;

/** Names as SQL takes them, whatever is in them. */
final class Sql {

    private Sql() {}

    static String name(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
