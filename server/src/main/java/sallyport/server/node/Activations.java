// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.keys.Secret;
import sallyport.server.keys.TokenHash;
import sallyport.server.store.ActivationTable;
import sallyport.server.store.Place;
import sallyport.server.store.Store;
import sallyport.server.store.Tables;
import sallyport.server.store.TagTable;

/** Permissions to register {@code mi-} nodes. Thread-safe; every change is durable when its method returns. */
public final class Activations {

    // 20 characters of base64: as long as AWS's, and the least the official agent takes
    private static final int CODE_BYTES = 15;

    private static final int NODE_ID_DIGITS = 17;

    // rows read at once by a list whose filters may drop most of them
    private static final int CHUNK = 500;

    private final Store store;
    private final Place place;
    private final SecureRandom random;
    private final InstantSource clock;

    public Activations(Store store, Home home, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.place = home.place();
        this.random = random;
        this.clock = clock;
    }

    public NewActivation create(ActivationRequest request) {
        Secret code = new Secret(Base64.getEncoder().encodeToString(randomBytes(CODE_BYTES)));
        Activation activation = new Activation(
                randomUuid().toString(),
                request.role(),
                request.description(),
                request.instanceName(),
                request.limit(),
                0,
                Instant.ofEpochMilli(clock.millis()),
                request.expires(),
                request.tags());
        return store.write(place, tables -> {
            tables.activations().insert(row(activation, TokenHash.of(code)));
            tables.tags().put(TagTable.Kind.ACTIVATION, activation.id(), activation.tags());
            return new NewActivation(activation, code);
        });
    }

    public Optional<Activation> find(String id) {
        return store.read(place, tables -> tables.activations().find(id).map(row -> activation(tables, row)));
    }

    /**
     * The activations that pass every filter, in the order of their ids.
     *
     * @param after the id after which the page begins; empty for the first page
     * @param max largest number of activations to return
     */
    public ActivationPage list(List<ActivationFilter> filters, Optional<String> after, int max) {
        return store.read(place, tables -> {
            List<ActivationTable.Row> found = new ArrayList<>();
            List<ActivationTable.Row> chunk = tables.activations().listAfter(after.orElse(""), CHUNK);
            while (!chunk.isEmpty() && found.size() <= max) {
                chunk.stream()
                        .filter(row -> filters.stream().allMatch(filter -> filter.matches(row)))
                        .limit(max + 1L - found.size())
                        .forEach(found::add);
                chunk = tables.activations().listAfter(chunk.getLast().id(), CHUNK);
            }
            List<Activation> page = found.stream()
                    .limit(max)
                    .map(row -> activation(tables, row))
                    .toList();
            return new ActivationPage(
                    page, found.size() > max ? Optional.of(page.getLast().id()) : Optional.empty());
        });
    }

    /** Withdraws an activation; nodes registered by it stay. False if there is no such activation. */
    public boolean delete(String id) {
        return store.write(place, tables -> {
            tables.tags().deleteAll(TagTable.Kind.ACTIVATION, id);
            return tables.activations().delete(id);
        });
    }

    /** Why a registration by this activation would be refused now; empty if it would not be. */
    public Optional<Registration.Refused> objection(String activationId, Secret code) {
        Instant now = clock.instant();
        return store.read(place, tables -> objection(tables.activations().find(activationId), code, now));
    }

    private static Optional<Registration.Refused> objection(
            Optional<ActivationTable.Row> found, Secret code, Instant now) {
        if (found.isEmpty() || !new TokenHash(found.get().codeHash()).matches(code.value())) {
            return Optional.of(Registration.Refused.UNKNOWN);
        }
        if (now.toEpochMilli() >= found.get().expires()) {
            return Optional.of(Registration.Refused.EXPIRED);
        }
        return found.get().registrations() >= found.get().registrationLimit()
                ? Optional.of(Registration.Refused.USED_UP)
                : Optional.empty();
    }

    /** Registers a new {@code mi-} node by an activation. */
    public Registration register(String activationId, Secret code, NodeClaim claim) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        return store.write(place, tables -> {
            Optional<ActivationTable.Row> found = tables.activations().find(activationId);
            Optional<Registration.Refused> objection = objection(found, code, now);
            if (objection.isPresent()) {
                return objection.get();
            }
            Activation activation = activation(tables, found.orElseThrow());
            Node node = node(activation, claim, now);
            NodeRows.insert(tables, node);
            tables.activations().addRegistration(activation.id());
            return new Registration.Registered(node, false);
        });
    }

    private Node node(Activation activation, NodeClaim claim, Instant now) {
        String digits = HexFormat.of().formatHex(randomBytes(NODE_ID_DIGITS / 2 + 1));
        return new Node(
                new NodeId("mi-" + digits.substring(0, NODE_ID_DIGITS)),
                activation.role(),
                activation.instanceName(),
                Optional.of(activation.id()),
                now,
                claim.key(),
                claim.fingerprint(),
                AgentInfo.NONE,
                Optional.empty(),
                activation.tags());
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A version 4 UUID from our own source of randomness. */
    private UUID randomUuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static Activation activation(Tables tables, ActivationTable.Row row) {
        Map<String, String> tags = tables.tags().of(TagTable.Kind.ACTIVATION, row.id());
        return new Activation(
                row.id(),
                row.roleName(),
                row.description(),
                row.instanceName(),
                row.registrationLimit(),
                row.registrations(),
                Instant.ofEpochMilli(row.created()),
                Instant.ofEpochMilli(row.expires()),
                tags);
    }

    private static ActivationTable.Row row(Activation activation, TokenHash code) {
        return new ActivationTable.Row(
                activation.id(),
                code.hex(),
                activation.role(),
                activation.description(),
                activation.instanceName(),
                activation.limit(),
                activation.registrations(),
                activation.created().toEpochMilli(),
                activation.expires().toEpochMilli());
    }
}
