package io.entrepot.auth.audit;

import io.entrepot.model.Subject;

/** Who does something, or claims to, and from which address. */
public record Actor(Subject subject, String address) {}
