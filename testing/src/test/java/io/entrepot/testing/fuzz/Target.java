package io.entrepot.testing.fuzz;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.wire.OciClient;

/**
 * Things that exist, so that random requests hit more than 404.
 *
 * @param login the header of one who may use them, with its line end; empty where nobody has to log in
 */
record Target(String repository, TestImage image, String session, String login) {
    static Target push(RunningRegistry registry, String repository) {
        var client = new OciClient(registry);
        var image = TestImage.index(41, "amd64", "arm64");
        client.push(repository, "1", image);
        var login = registry.login()
                .map(known -> "Authorization: " + known.basic() + "\r\n")
                .orElse("");
        return new Target(repository, image, OciClient.location(client.startUpload(repository)), login);
    }
}
