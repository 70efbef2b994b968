package io.entrepot.blob.store.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import java.util.logging.Level;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jboss.logmanager.LogContext;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/** S3Proxy in this process, its objects in a folder. */
public final class S3ProxyServer {
    public static final String BUCKET = "blobs";

    private final BlobStoreContext context;
    private final S3Proxy proxy;

    private S3ProxyServer(BlobStoreContext context, S3Proxy proxy) {
        this.context = context;
        this.proxy = proxy;
    }

    public static S3ProxyServer start(Path folder) throws Exception {
        // Without the framework nothing sets a level, and what is logged for each piece of a body takes most of the
        // time.
        LogContext.getLogContext().getLogger("").setLevel(Level.INFO);
        var place = new Properties();
        place.setProperty("jclouds.filesystem.basedir", folder.toString());
        var context = ContextBuilder.newBuilder("filesystem-nio2")
                .credentials("any", "any")
                .overrides(place)
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

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    public void stop() throws Exception {
        proxy.stop();
        context.close();
    }
}
