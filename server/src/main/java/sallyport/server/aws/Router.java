// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.protocol.Protocol;
import sallyport.server.aws.protocol.QueryForm;
import sallyport.server.aws.shape.ModelReader;
import sallyport.server.aws.shape.ServiceModel;
import sallyport.server.aws.shape.ServiceModel.ProtocolName;
import sallyport.server.http.HttpRequest;
import sallyport.wire.sigv4.QueryString;

/**
 * Finds the operation a request is for, as AWS's endpoints do on one host name each and we on one for all: by target header, by path, by
 * {@code Action} and {@code Version}; failing that, by the service in the credential scope. Immutable.
 */
final class Router {
    private static final int LONGEST_NAME = 128;

    /** Answers JSON requests for services we do not serve. */
    private static final Protocol ANY_JSON = Protocol.of(stranger(ProtocolName.JSON));

    /** Answers query requests for services we do not serve, in the namespace AWS uses when it cannot tell either. */
    private static final Protocol ANY_QUERY = Protocol.of(stranger(ProtocolName.QUERY));

    private final Map<String, ServedService> byTargetPrefix = new HashMap<>();
    private final Map<String, ServedService> byVersion = new HashMap<>();
    private final Map<String, ServedService> bySigningName = new HashMap<>();
    private final List<ServedOperation<?, ?, ?>> byPath = new ArrayList<>();

    private record ServedService(
            ServiceModel model, Protocol protocol, Map<String, ServedOperation<?, ?, ?>> operations) {}

    Router(List<Service> services) {
        for (Service service : services) {
            add(service);
        }
    }

    private void add(Service service) {
        ServiceModel model = ModelReader.read(service.model());
        Protocol protocol = Protocol.of(model);
        var operations = new HashMap<String, ServedOperation<?, ?, ?>>();
        for (Operation<?, ?, ?> operation : service.operations()) {
            ServedOperation<?, ?, ?> served = ServedOperation.of(model, protocol, operation);
            if (operations.put(operation.name(), served) != null) {
                throw new IllegalStateException(served + " is served twice");
            }
            served.model.http().ifPresent(_ -> byPath.add(served));
        }
        var served = new ServedService(model, protocol, Map.copyOf(operations));
        bySigningName.put(model.signingName(), served);
        model.targetPrefix().ifPresent(prefix -> byTargetPrefix.put(prefix, served));
        if (model.protocol() == ProtocolName.QUERY || model.protocol() == ProtocolName.EC2) {
            byVersion.put(model.apiVersion(), served);
        }
    }

    Route route(HttpRequest request) {
        Optional<String> target = request.headers().first("X-Amz-Target");
        if (target.isPresent()) {
            return routeTarget(request, target.get());
        }
        for (ServedOperation<?, ?, ?> operation : byPath) {
            Optional<Map<String, String>> labels =
                    operation.model.http().flatMap(http -> http.match(request.method(), request.path()));
            if (labels.isPresent()) {
                return new Route.Served(operation, labels.get());
            }
        }
        return routeAction(request);
    }

    private Route routeTarget(HttpRequest request, String target) {
        int dot = target.lastIndexOf('.');
        String prefix = dot < 0 ? "" : target.substring(0, dot);
        String name = target.substring(dot + 1);
        ServedService service = byTargetPrefix.get(prefix);
        if (service == null) {
            String claimed = Authenticator.claimedService(request).orElse("unknown");
            return new Route.Unknown(ANY_JSON, shortened(claimed), shortened(target), "");
        }
        ServedOperation<?, ?, ?> operation = service.operations().get(name);
        boolean wellAddressed =
                request.method().equals("POST") && request.path().equals("/") && isJson(request);
        return operation != null && wellAddressed
                ? new Route.Served(operation, Map.of())
                : new Route.Unknown(service.protocol(), service.model().signingName(), shortened(name), "");
    }

    private Route routeAction(HttpRequest request) {
        // a presigned POST has its parameters in the URL and no body to have a type
        boolean form = request.method().equals("GET") || isForm(request) || request.body().length == 0;
        QueryString parameters = form ? QueryForm.of(request) : new QueryString(List.of());
        Optional<String> action = parameters.first("Action");
        String version = parameters.first("Version").orElse("");
        if (action.isEmpty()) {
            return unknown(request, "", "");
        }
        ServedService service = byVersion.get(version);
        if (service == null || !request.path().equals("/")) {
            return unknown(request, shortened(action.get()), shortened(version));
        }
        ServedOperation<?, ?, ?> operation = service.operations().get(action.get());
        return operation != null
                ? new Route.Served(operation, Map.of())
                : new Route.Unknown(
                        service.protocol(), service.model().signingName(), shortened(action.get()), version);
    }

    /** Nothing fits: the scope of the signature, if there is one, tells in which protocol to say so. */
    private Route unknown(HttpRequest request, String operation, String version) {
        String claimed = shortened(Authenticator.claimedService(request).orElse("unknown"));
        ServedService service = bySigningName.get(claimed);
        Protocol anybody = operation.isEmpty() && !isForm(request) ? ANY_JSON : ANY_QUERY;
        Protocol protocol = service != null ? service.protocol() : anybody;
        return new Route.Unknown(protocol, claimed, operation, version);
    }

    private static boolean isJson(HttpRequest request) {
        String type = contentType(request);
        return type.equals("application/x-amz-json-1.1") || type.equals("application/x-amz-json-1.0");
    }

    private static boolean isForm(HttpRequest request) {
        return contentType(request).equals("application/x-www-form-urlencoded");
    }

    private static String contentType(HttpRequest request) {
        String type = request.headers().first("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static ServiceModel stranger(ProtocolName protocol) {
        return new ServiceModel(
                "unknown",
                protocol,
                "",
                "",
                "1.1",
                Optional.empty(),
                Optional.of("http://webservices.amazon.com/AWSFault/2005-15-09"),
                Map.of());
    }
}
