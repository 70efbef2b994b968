package io.entrepot.testing.clients;

import io.entrepot.testing.StartedRegistries;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that need a client installed. They run with {@code -Dentrepot.clients=true}; then a missing client is a failure. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("client")
@ExtendWith(StartedRegistries.class)
@interface ClientTest {}
