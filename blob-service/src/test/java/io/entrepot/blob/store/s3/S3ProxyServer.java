package io.entrepot.blob.store.s3;

import java.net.URI;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/** S3Proxy in this process, its objects in memory. */
final class S3ProxyServer {
    static final String BUCKET = "blobs";

    private final BlobStoreContext context;
    private final S3Proxy proxy;

    private S3ProxyServer(BlobStoreContext context, S3Proxy proxy) {
        this.context = context;
        this.proxy = proxy;
    }

    static S3ProxyServer start() throws Exception {
        var context = ContextBuilder.newBuilder("transient-nio2")
                .credentials("any", "any")
                .build(BlobStoreContext.class);
        context.getBlobStore().createContainerInLocation(null, BUCKET);
        var proxy = S3Proxy.builder()
                .blobStore(context.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, S3Settings.ACCESS_KEY, S3Settings.SECRET_KEY)
                .build();
        proxy.start();
        return new S3ProxyServer(context, proxy);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    void stop() throws Exception {
        proxy.stop();
        context.close();
    }
}
