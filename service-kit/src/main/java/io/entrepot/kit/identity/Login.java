package io.entrepot.kit.identity;

import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;

/** Somebody who showed a name and its secret, and all they may do. */
public record Login(Subject subject, Permissions permissions) {}
