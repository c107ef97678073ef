package tracker;

import java.net.URI;
import java.util.concurrent.Callable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

public class AwsSync implements Callable<Object> {

  @Override
  public Object call() {
    return StsClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + System.getProperty("port")))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
        .httpClient(UrlConnectionHttpClient.create())
        .build()
        .getCallerIdentity();
  }
}
