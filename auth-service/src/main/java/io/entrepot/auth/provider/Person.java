package io.entrepot.auth.provider;

import java.util.List;

/**
 * Somebody as the provider knows them.
 *
 * @param id what the provider will always call them
 * @param name what they are called at the moment
 */
public record Person(String id, String name, List<String> groups) {
    public Person {
        groups = List.copyOf(groups);
    }
}
