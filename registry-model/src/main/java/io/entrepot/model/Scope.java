package io.entrepot.model;

import java.util.Arrays;
import java.util.Set;

/**
 * What a client wants to do, or what a token lets it do: actions on one resource, in Docker's form
 * {@code type:name:actions}, such as {@code repository:team/app:pull,push} or {@code registry:catalog:*}.
 */
public record Scope(String type, String name, Set<Action> actions) {
    /** To list repositories; which ones is another question. */
    public static final Scope CATALOG = parse("registry:catalog:*");

    /** To look after the registry itself: its users, policies and keys. */
    public static final Scope MANAGEMENT = parse("registry:management:*");

    private static final String REPOSITORY = "repository";
    private static final int MAX_LENGTH = 512;

    public Scope {
        actions = Action.setOf(actions);
    }

    /** Actions on a repository. */
    public static Scope of(RepositoryName repository, Action... actions) {
        return new Scope(REPOSITORY, repository.value(), Action.setOf(Arrays.asList(actions)));
    }

    /**
     * Reads a scope of any type. A name may hold colons, as in {@code host:5000/app}; actions we don't know are left out.
     *
     * @throws OciException where there are no three parts
     */
    public static Scope parse(String text) {
        var afterType = text.indexOf(':');
        var beforeActions = text.lastIndexOf(':');
        if (text.length() > MAX_LENGTH || afterType < 1 || beforeActions - afterType < 2) {
            throw OciError.UNSUPPORTED.because(400, "a scope has the form type:name:actions");
        }
        return new Scope(
                text.substring(0, afterType),
                text.substring(afterType + 1, beforeActions),
                Action.parseAll(text.substring(beforeActions + 1)));
    }

    /** Whether it is about a repository; its name may still be one that no repository can have. */
    public boolean isOfRepository() {
        return type.equals(REPOSITORY);
    }

    /** Whether whoever has this may do that. */
    public boolean allows(RepositoryName repository, Action action) {
        return actions.contains(action) && isOfRepository() && name.equals(repository.value());
    }

    @Override
    public String toString() {
        return type + ":" + name + ":" + Action.render(actions);
    }
}
