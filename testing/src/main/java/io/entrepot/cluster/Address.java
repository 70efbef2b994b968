package io.entrepot.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Where one replica listens. */
record Address(Service service, int number, int port, int managementPort) {

    static List<Address> allOf(List<Service> services, int replicas, Ports ports) throws IOException {
        var all = new ArrayList<Address>();
        for (var service : services) {
            for (var number = 1; number <= replicas; number++) {
                all.add(new Address(service, number, ports.next(), ports.next()));
            }
        }
        return all;
    }

    String name() {
        return service.label() + "-" + number;
    }

    /** The base URLs of a service's replicas, as the keys of the configuration want them. */
    static String urls(List<Address> all, Service service) {
        return all.stream()
                .filter(address -> address.service == service)
                .map(address -> "http://127.0.0.1:" + address.port)
                .collect(Collectors.joining(","));
    }
}
