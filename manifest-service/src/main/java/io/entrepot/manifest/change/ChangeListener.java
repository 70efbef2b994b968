package io.entrepot.manifest.change;

/** Somebody who remembers what the database said. Every bean of this type is told of each change. */
public interface ChangeListener {
    /** Called after the commit, or an attempt at one, and before the change is answered. Forgets; never blocks or fails. */
    void changed(Change change);
}
