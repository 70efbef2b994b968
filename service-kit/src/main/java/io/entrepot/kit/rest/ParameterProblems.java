package io.entrepot.kit.rest;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Answers what a management API is asked by parameters that it has not, or in characters that no name here has. */
class ParameterProblems {
    /** After those that ask who it is, because strangers are told nothing else. */
    @ServerRequestFilter(priority = Priorities.USER + 1)
    @Nullable
    RestResponse<Problem> refused(UriInfo uri, ResourceInfo resource) {
        var known = parameters(resource);
        for (var name : uri.getQueryParameters().keySet()) {
            if (!known.contains(name)) {
                return Problem.malformed("there is no such parameter here", name)
                        .answer();
            }
        }
        return Stream.of(uri.getPathParameters(), uri.getQueryParameters())
                .flatMap(parameters -> parameters.entrySet().stream())
                .filter(ParameterProblems::hasNul)
                .findFirst()
                .map(parameter -> Problem.malformed("it has a character that nothing here can have", parameter.getKey())
                        .answer())
                .orElse(null);
    }

    private static Set<String> parameters(ResourceInfo resource) {
        return Arrays.stream(resource.getResourceMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RestQuery.class))
                .map(parameter -> parameter.getName())
                .collect(Collectors.toSet());
    }

    private static boolean hasNul(Map.Entry<String, List<String>> parameter) {
        return parameter.getValue().stream().anyMatch(value -> value.indexOf('\0') >= 0);
    }
}
