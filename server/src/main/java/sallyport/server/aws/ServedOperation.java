// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sallyport.server.aws.protocol.Protocol;
import sallyport.server.aws.shape.OperationModel;
import sallyport.server.aws.shape.ServiceModel;

/** An operation joined with its model and its protocol; everything the endpoint needs to serve it. */
final class ServedOperation<I, R, O> {
    final ServiceModel service;
    final Protocol protocol;
    final OperationModel model;
    final Operation<I, R, O> operation;
    final RecordForm form;

    private ServedOperation(
            ServiceModel service, Protocol protocol, OperationModel model, Operation<I, R, O> operation) {
        this.service = service;
        this.protocol = protocol;
        this.model = model;
        this.operation = operation;
        this.form = new RecordForm(model.output());
    }

    /** Throws {@link IllegalStateException} if operation and model do not fit. */
    static <I, R, O> ServedOperation<I, R, O> of(
            ServiceModel service, Protocol protocol, Operation<I, R, O> operation) {
        OperationModel model = Optional.ofNullable(service.operations().get(operation.name()))
                .orElseThrow(() -> new IllegalStateException(
                        "the model of " + service.name() + " has no operation " + operation.name()));
        RecordCheck.request(model.input(), operation.input());
        RecordCheck.reply(model.output(), replyType(operation));
        return new ServedOperation<>(service, protocol, model, operation);
    }

    /** As in the ledger and in policies: {@code ssm:StartSession}. */
    @Override
    public String toString() {
        return service.name() + ":" + operation.name();
    }

    private static Class<?> replyType(Operation<?, ?, ?> operation) {
        for (Class<?> type = operation.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Type declared : declared(type)) {
                // what extends a class of operations gives it the same three types as the interface has
                if (declared instanceof ParameterizedType generic
                        && generic.getRawType() instanceof Class<?> raw
                        && Operation.class.isAssignableFrom(raw)
                        && generic.getActualTypeArguments().length == 3
                        && generic.getActualTypeArguments()[2] instanceof Class<?> reply) {
                    return reply;
                }
            }
        }
        throw new IllegalStateException(operation.getClass() + " must implement Operation with its record types");
    }

    private static List<Type> declared(Class<?> type) {
        List<Type> declared = new ArrayList<>(List.of(type.getGenericInterfaces()));
        declared.add(type.getGenericSuperclass());
        return declared;
    }
}
