// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ConnectionStatus;
import software.amazon.awssdk.services.ssm.model.DoesNotExistException;
import software.amazon.awssdk.services.ssm.model.InvalidDocumentException;
import software.amazon.awssdk.services.ssm.model.InvalidParametersException;
import software.amazon.awssdk.services.ssm.model.PingStatus;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Session;
import software.amazon.awssdk.services.ssm.model.SessionState;
import software.amazon.awssdk.services.ssm.model.SessionStatus;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.StartSessionResponse;
import software.amazon.awssdk.services.ssm.model.Tag;
import software.amazon.awssdk.services.ssm.model.TargetNotConnectedException;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK for Java against a running demo: typed answers, typed exceptions. */
class JavaSdkTest {

    private static Demo demo;
    private static SdkHttpClient http;
    private static SsmClient ssm;
    private static StsClient sts;
    private static Ec2Client ec2;

    @BeforeAll
    static void connect() throws Exception {
        demo = Demo.start();
        Map<String, String> environment = demo.environment();
        http = UrlConnectionHttpClient.builder()
                .tlsTrustManagersProvider(() -> trusting(Path.of(environment.get("AWS_CA_BUNDLE"))))
                .build();
        URI endpoint = URI.create(environment.get("AWS_ENDPOINT_URL"));
        Region region = Region.of(environment.get("AWS_REGION"));
        AwsCredentialsProvider credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(
                environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY")));
        ssm = SsmClient.builder()
                .httpClient(http)
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .build();
        sts = StsClient.builder()
                .httpClient(http)
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .build();
        ec2 = Ec2Client.builder()
                .httpClient(http)
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .build();
    }

    @AfterAll
    static void end() throws Exception {
        ssm.close();
        sts.close();
        ec2.close();
        http.close();
        demo.close();
    }

    @Test
    void knowsWhoCalls() {
        assertThat(sts.getCallerIdentity().arn()).endsWith(":user/admin");
    }

    @Test
    void startsResumesListsAndTerminatesASession() {
        StartSessionResponse opened =
                ssm.startSession(request -> request.target(demo.target()).reason("java sdk"));
        String id = opened.sessionId();

        assertThat(ssm.resumeSession(request -> request.sessionId(id)).tokenValue())
                .isNotEqualTo(opened.tokenValue());
        assertThat(ssm.describeSessionsPaginator(request -> request.state(SessionState.ACTIVE))
                        .sessions())
                .extracting(Session::sessionId)
                .contains(id);
        ssm.terminateSession(request -> request.sessionId(id));
        // A session is Terminating, and so still active, until its node has confirmed the end.
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(
                                ssm.describeSessionsPaginator(request -> request.state(SessionState.HISTORY))
                                        .sessions())
                        .filteredOn(session -> session.sessionId().equals(id))
                        .extracting(Session::status)
                        .containsExactly(SessionStatus.TERMINATED));
    }

    @Test
    void mapsEachRefusalToItsException() {
        assertThatThrownBy(() -> ssm.startSession(request -> request.target("i-0ffffffffffffffff")))
                .isInstanceOf(TargetNotConnectedException.class)
                .hasMessageContaining("i-0ffffffffffffffff is not connected.");
        assertThatThrownBy(() -> ssm.startSession(
                        request -> request.target(demo.target()).documentName("No-Such")))
                .isInstanceOf(InvalidDocumentException.class);
        assertThatThrownBy(() -> ssm.startSession(request -> request.target(demo.target())
                        .documentName("AWS-StartSSHSession")
                        .parameters(Map.of("portNumber", List.of("0")))))
                .isInstanceOf(InvalidParametersException.class);
        assertThatThrownBy(() -> ssm.resumeSession(request -> request.sessionId("admin-nosuch")))
                .isInstanceOf(DoesNotExistException.class);
        assertThatThrownBy(() -> ssm.listInventoryEntries(
                        request -> request.instanceId("i-0ffffffffffffffff").typeName("AWS:Application")))
                .isInstanceOfSatisfying(
                        SsmException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
        assertThatThrownBy(() -> ec2.describeInstances(request -> request.instanceIds("i-0ffffffffffffffff")))
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidInstanceID.NotFound"));
    }

    @Test
    void seesTheNodeTheSameThroughEveryApi() {
        assertThat(ssm.getConnectionStatus(request -> request.target(demo.target()))
                        .status())
                .isEqualTo(ConnectionStatus.CONNECTED);
        assertThat(ssm.describeInstanceInformationPaginator().instanceInformationList())
                .filteredOn(node -> node.instanceId().equals(demo.target()))
                .singleElement()
                .satisfies(node -> assertThat(node.pingStatus()).isEqualTo(PingStatus.ONLINE));
        assertThat(ec2.describeInstances(request -> request.instanceIds(demo.target()))
                        .reservations()
                        .getFirst()
                        .instances())
                .extracting(Instance::instanceId)
                .containsExactly(demo.target());
    }

    @Test
    void readsDocumentsAndActivations() {
        assertThat(ssm.getDocument(request -> request.name("AWS-StartSSHSession"))
                        .content())
                .contains("\"Port\"");
        assertThat(ssm.listDocumentsPaginator().documentIdentifiers()).isNotEmpty();
        String activation = ssm.createActivation(request -> request.iamRole("SallyportNode")
                        .tags(Tag.builder().key("a").value("b").build()))
                .activationId();
        assertThat(ssm.describeActivationsPaginator().activationList())
                .anySatisfy(found -> assertThat(found.activationId()).isEqualTo(activation));
        ssm.deleteActivation(request -> request.activationId(activation));
    }

    @Test
    void refusesTagsOfANodeThatIsNotManagedThere() {
        assertThatThrownBy(() ->
                        ssm.listTagsForResource(request -> request.resourceType(ResourceTypeForTagging.MANAGED_INSTANCE)
                                .resourceId("mi-0ffffffffffffffff")))
                .isInstanceOfSatisfying(
                        SsmException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidResourceId"));
    }

    private static TrustManager[] trusting(Path bundle) {
        try (var in = Files.newInputStream(bundle)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return factory.getTrustManagers();
        } catch (Exception e) {
            throw new AssertionError("the demo's CA bundle cannot be read", e);
        }
    }
}
