package io.entrepot.auth.management;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.entrepot.kit.db.Outage;
import io.entrepot.model.OciException;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The one place that renders what the management API refuses, and what fails. */
class ManagementProblems {
    private static final Logger LOG = Logger.getLogger("io.entrepot.request");
    private static final String MALFORMED = "the request is malformed";

    @ServerExceptionMapper
    RestResponse<Problem> refused(Refused refusal) {
        return answer(refusal.problem());
    }

    @ServerExceptionMapper
    RestResponse<Problem> refused(OciException refusal) {
        var answer = RestResponse.ResponseBuilder.<Problem>create(refusal.status())
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(refusal.error().message(), refusal.status(), refusal.detail(), null));
        refusal.headers().forEach(answer::header);
        return answer.build();
    }

    /** What the framework refuses, such as a body that is no JSON. */
    @ServerExceptionMapper
    RestResponse<Problem> refused(WebApplicationException refusal) {
        return answer(new Problem(MALFORMED, refusal.getResponse().getStatus(), "it can't be served as it is", null));
    }

    /** The framework has a more general mapper of its own for these. */
    @ServerExceptionMapper
    RestResponse<Problem> refused(MismatchedInputException mismatch) {
        return answer(new Problem(MALFORMED, 400, "this can't be read", field(mismatch)));
    }

    private static @Nullable String field(MismatchedInputException mismatch) {
        var path = mismatch.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? null : path;
    }

    @ServerExceptionMapper
    RestResponse<Problem> exists(ConstraintViolationException violation) {
        return answer(Refused.conflict("there is one of this name already").problem());
    }

    /** Text that the database can't hold, such as a name with a NUL. */
    @ServerExceptionMapper
    RestResponse<Problem> refused(DataException unstorable) {
        return answer(new Problem(MALFORMED, 400, "it has characters that nothing here can have", null));
    }

    @ServerExceptionMapper({OptimisticLockException.class, StaleStateException.class})
    RestResponse<Problem> overtaken(RuntimeException stale) {
        return answer(Refused.changed().problem());
    }

    @ServerExceptionMapper
    RestResponse<Problem> failed(RuntimeException failure) {
        var outage = Outage.of(failure);
        if (outage == null) {
            LOG.errorf(failure, "a request of the management API failed: %s", failure);
            return answer(
                    new Problem("the registry failed", 500, "the fault is the registry's and was logged there", null));
        }
        LOG.errorf("a request of the management API failed: %s", outage);
        return answer(new Problem("the registry cannot do this now", 503, "a part of it does not answer", null));
    }

    private static RestResponse<Problem> answer(Problem problem) {
        return RestResponse.ResponseBuilder.<Problem>create(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
