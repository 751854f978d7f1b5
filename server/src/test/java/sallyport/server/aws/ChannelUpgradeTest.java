// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerEvent.Result;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.HttpResponse;
import sallyport.server.http.Upgrade;
import sallyport.server.identity.Caller;
import sallyport.wire.sigv4.Credentials;

class ChannelUpgradeTest {
    private static final Upgrade ACCEPTED = new Upgrade.Refuse(HttpResponse.text(299, "accepted"));

    @TempDir
    Path directory;

    private final List<String> accepted = new ArrayList<>();
    private final Map<String, Caller> owners = new HashMap<>();
    private FrontDoor door;
    private ChannelUpgrade upgrade;

    @BeforeEach
    void open() throws IOException {
        door = new FrontDoor(directory);
        upgrade = new ChannelUpgrade(
                People.HOME,
                door.authenticator,
                door.authorizer,
                door.ledger,
                session -> Optional.ofNullable(owners.get(session)),
                door.clock,
                (node, request) -> {
                    accepted.add("control " + node);
                    return ACCEPTED;
                },
                (session, signer, request) -> {
                    accepted.add("data " + session + " "
                            + signer.map(caller -> caller.sessionName()).orElse("unsigned"));
                    return ACCEPTED;
                });
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    @Test
    void opensANodesControlChannelToThatNode() {
        assertThat(upgrade.decide(signed(control(People.NODE.text()), People.AGENT)))
                .isEqualTo(ACCEPTED);
        assertThat(accepted).containsExactly("control mi-0123456789abcdef0");
    }

    @Test
    void refusesAControlChannelToEverybodyElse() throws IOException {
        assertThat(refusal(control(People.NODE.text()))).contains("<MissingAuthenticationTokenException");
        assertThat(refusal(signed(control("mi-ffffffffffffffff0"), People.AGENT)))
                .startsWith("<AccessDeniedException")
                .contains("because it is not the node &quot;mi-ffffffffffffffff0&quot;");
        assertThat(refusal(signed(control(People.NODE.text()), People.ADMIN))).startsWith("<AccessDeniedException");
        assertThat(refusal(signed(control("nonsense"), People.AGENT))).startsWith("<AccessDeniedException");

        assertThat(accepted).isEmpty();
        assertThat(door.calls())
                .filteredOn(LedgerEvent.ApiCall.class::isInstance)
                .hasSize(3)
                .allSatisfy(event -> {
                    var call = (LedgerEvent.ApiCall) event;
                    assertThat(call.result()).isEqualTo(Result.DENIED);
                    assertThat(call.call().operation()).isEqualTo("OpenControlChannel");
                });
    }

    @Test
    void opensADataChannelUnsigned() {
        assertThat(upgrade.decide(data("admin-1"))).isEqualTo(ACCEPTED);
        assertThat(accepted).containsExactly("data admin-1 unsigned");
    }

    @Test
    void tellsWhoSignedADataChannel() {
        assertThat(upgrade.decide(signed(data("admin-1"), People.ADMIN))).isEqualTo(ACCEPTED);
        assertThat(accepted).containsExactly("data admin-1 admin");
    }

    @Test
    void refusesADataChannelOnlyIfAPolicyOfTheSessionsOwnerDeniesIt() throws IOException {
        owners.put("admin-1", caller(People.ADMIN));
        owners.put("alice-1", caller(People.ALICE));
        owners.put("barred-1", caller(People.BARRED));
        assertThat(upgrade.decide(data("admin-1"))).isEqualTo(ACCEPTED);
        assertThat(upgrade.decide(data("alice-1"))).as("no policy grants it").isEqualTo(ACCEPTED);
        accepted.clear();
        assertThat(refusal(data("barred-1")))
                .startsWith("<AccessDeniedException")
                .contains("User: arn:aws:iam::111122223333:user/barred is not authorized to perform:"
                        + " ssmmessages:OpenDataChannel on resource: arn:aws:ssm:eu-west-1:111122223333:session/barred-1"
                        + " with an explicit deny in an identity-based policy");
        assertThat(accepted).isEmpty();
        assertThat(door.calls())
                .filteredOn(LedgerEvent.ApiCall.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(LedgerEvent.ApiCall.class, call -> {
                    assertThat(call.result()).isEqualTo(Result.DENIED);
                    assertThat(call.call().operation()).isEqualTo("OpenDataChannel");
                    assertThat(call.message()).endsWith("[statement 1 of policy All]");
                });
    }

    private Caller caller(Credentials credentials) {
        return door.people.find(credentials.accessKeyId()).orElseThrow().caller();
    }

    @Test
    void refusesADataChannelWithABadSignature() {
        assertThat(refusal(signed(data("admin-1"), Credentials.longTerm("AKIAADMIN", "guess"))))
                .startsWith("<InvalidSignatureException");
        assertThat(refusal(FrontDoor.with(data("admin-1"), Map.of("Authorization", "Bearer x"))))
                .startsWith("<IncompleteSignatureException");
        assertThat(accepted).isEmpty();
    }

    @Test
    void knowsNoOtherPaths() {
        for (String path : List.of("/", "/v1/data-channel", "/v1/data-channel/a/b", "/v2/data-channel/a", "/v1/x/a")) {
            assertThat(refusal(FrontDoor.request("GET", path, "", ""))).contains("UnknownOperationException");
        }
        assertThat(accepted).isEmpty();
    }

    private String refusal(HttpRequest request) {
        Upgrade.Refuse refused = (Upgrade.Refuse) upgrade.decide(request);
        assertThat(refused.response().status()).isIn(403, 404);
        return FrontDoor.body(refused.response());
    }

    private HttpRequest signed(HttpRequest request, Credentials credentials) {
        return door.sign(request, credentials, "ssmmessages");
    }

    private static HttpRequest control(String node) {
        return FrontDoor.request("GET", "/v1/control-channel/" + node, "role=subscribe&stream=input", "");
    }

    private static HttpRequest data(String session) {
        return FrontDoor.request("GET", "/v1/data-channel/" + session, "role=publish_subscribe", "");
    }
}
