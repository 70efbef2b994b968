package io.entrepot.kit.rest;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.entrepot.kit.db.Outage;
import io.entrepot.model.OciException;
import io.vertx.ext.web.handler.HttpException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Answers what a management API refuses, and what fails there, in every service that has one. */
class CommonProblems {
    private static final Logger LOG = Logger.getLogger("io.entrepot.request");

    @ServerExceptionMapper
    RestResponse<Problem> refused(OciException refusal) {
        var answer = Problem.of(refusal).answer();
        refusal.headers().forEach(answer.getHeaders()::add);
        return answer;
    }

    @ServerExceptionMapper
    RestResponse<Problem> refused(Refused refusal) {
        return refusal.problem().answer();
    }

    /** What the framework refuses, such as a body that is no JSON. */
    @ServerExceptionMapper
    RestResponse<Problem> refused(WebApplicationException refusal) {
        return new Problem(Problem.MALFORMED, refusal.getResponse().getStatus(), "it can't be served as it is", null)
                .answer();
    }

    /** What comes encoded so that nobody can decode it. */
    @ServerExceptionMapper
    RestResponse<Problem> refused(HttpException refusal) {
        return new Problem(Problem.MALFORMED, refusal.getStatusCode(), "it can't be decoded", null).answer();
    }

    /** The framework has a more general mapper of its own for these. */
    @ServerExceptionMapper
    RestResponse<Problem> refused(MismatchedInputException mismatch) {
        return Problem.malformed("this can't be read", field(mismatch)).answer();
    }

    private static @Nullable String field(MismatchedInputException mismatch) {
        var path = mismatch.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? null : path;
    }

    @ServerExceptionMapper
    RestResponse<Problem> failed(RuntimeException failure) {
        var outage = Outage.of(failure);
        if (outage == null) {
            LOG.errorf(failure, "a request of the management API failed: %s", failure);
            return new Problem("the registry failed", 500, "the fault is the registry's and was logged there", null)
                    .answer();
        }
        LOG.errorf("a request of the management API failed: %s", outage);
        return new Problem("the registry cannot do this now", 503, "a part of it does not answer", null).answer();
    }
}
