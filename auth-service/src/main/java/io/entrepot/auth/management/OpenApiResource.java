package io.entrepot.auth.management;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Objects;

/** Describes the management API, by OpenAPI, to anybody. */
@Path("/openapi")
@Produces(MediaType.APPLICATION_JSON)
public class OpenApiResource {
    /** A file, because working it out costs every start a tenth of a second. */
    @GET
    public InputStream describe() {
        return Objects.requireNonNull(OpenApiResource.class.getResourceAsStream("openapi.json"));
    }
}
