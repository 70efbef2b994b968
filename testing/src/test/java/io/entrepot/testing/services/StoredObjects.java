package io.entrepot.testing.services;

import io.entrepot.cluster.Cluster;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What lies in the cluster's object store, and what its database says should. */
final class StoredObjects implements AutoCloseable {
    /** So the S3 server names the parts of an upload, which it shows; the upload itself is an object named like its id. */
    private static final String OF_THE_SERVER = ".mpus-";

    private final Cluster cluster;
    private final String bucket;
    private final S3AsyncClient s3;

    StoredObjects(Cluster cluster) {
        var store = cluster.objectStore().orElseThrow();
        this.cluster = cluster;
        this.bucket = store.bucket();
        this.s3 = S3AsyncClient.builder()
                .endpointOverride(store.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(store.accessKey(), store.secretKey())))
                .build();
    }

    /** Names of uploads in parts that were neither completed nor aborted. */
    List<String> openUploads() {
        return s3.listMultipartUploads(list -> list.bucket(bucket)).join().uploads().stream()
                .map(MultipartUpload::key)
                .toList();
    }

    /** Objects without a row that names them. */
    Set<String> orphans() throws SQLException {
        var orphans = new HashSet<String>();
        for (var object : all()) {
            orphans.add(object.key());
        }
        orphans.removeAll(named());
        return orphans;
    }

    void deleteThoseOfSize(long size) {
        for (var object : all()) {
            if (object.size() == size) {
                s3.deleteObject(delete -> delete.bucket(bucket).key(object.key()))
                        .join();
            }
        }
    }

    /** As if they had been written ten days ago: the day is the beginning of a key. */
    void age(Set<String> keys) {
        var then = DateTimeFormatter.BASIC_ISO_DATE.format(
                LocalDate.now(ZoneOffset.UTC).minusDays(10));
        for (var key : keys) {
            var aged = then + key.substring(key.indexOf('/'));
            s3.copyObject(copy -> copy.sourceBucket(bucket)
                            .sourceKey(key)
                            .destinationBucket(bucket)
                            .destinationKey(aged))
                    .join();
            s3.deleteObject(delete -> delete.bucket(bucket).key(key)).join();
        }
    }

    private List<S3Object> all() {
        var own = new HashSet<String>();
        for (var upload :
                s3.listMultipartUploads(list -> list.bucket(bucket)).join().uploads()) {
            own.add(upload.uploadId());
        }
        var objects = new ArrayList<S3Object>();
        s3.listObjectsV2Paginator(list -> list.bucket(bucket))
                .contents()
                .subscribe(objects::add)
                .join();
        objects.removeIf(object -> object.key().startsWith(OF_THE_SERVER) || own.contains(object.key()));
        return objects;
    }

    private Set<String> named() throws SQLException {
        var address = cluster.database().address();
        var named = new HashSet<String>();
        try (var connection = DriverManager.getConnection(
                        address.jdbcUrl(),
                        address.credentials().username(),
                        address.credentials().password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT storage_key FROM blob.content")) {
            while (rows.next()) {
                named.add(rows.getString(1));
            }
        }
        return named;
    }

    @Override
    public void close() {
        s3.close();
    }
}
