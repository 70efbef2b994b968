package io.entrepot.testing.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cluster.Cluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("services")
@ExtendWith(StartedCluster.class)
class RollingRestartE2E {
    @Test
    void nothingFailsWhileEveryServiceIsRestartedReplicaByReplica(Cluster cluster) throws Exception {
        var traffic = Traffic.start(cluster.uri());
        try {
            for (var replica : cluster.replicas()) {
                replica.restart();
            }
        } finally {
            traffic.finish();
        }
        traffic.pullEverything();

        System.out.printf(
                "Rolling restart: %d blobs and %d manifests pushed, %d pulls, %d requests repeated%n",
                traffic.blobs.size(), traffic.manifests.size(), traffic.pulls.get(), traffic.repeated.get());
        assertThat(traffic.complaints).isEmpty();
        assertThat(traffic.blobs).isNotEmpty();
        assertThat(traffic.manifests).isNotEmpty();
    }
}
