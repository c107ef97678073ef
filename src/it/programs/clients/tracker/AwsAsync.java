package tracker;

import java.net.URI;
import java.util.concurrent.Callable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsAsyncClient;

public class AwsAsync implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    return StsAsyncClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + System.getProperty("port")))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
        .httpClient(NettyNioAsyncHttpClient.create())
        .build()
        .getCallerIdentity()
        .get();
  }
}
