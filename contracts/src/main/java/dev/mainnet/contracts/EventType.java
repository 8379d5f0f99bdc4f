package dev.mainnet.contracts;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Each event's logical, versioned name, the topic it travels on and the record that holds its data. */
public enum EventType {
    USER_REGISTERED("user.registered.v1", Topics.USER_EVENTS, UserEvent.UserRegistered.class),
    SESSION_REVOKED("session.revoked.v1", Topics.USER_EVENTS, UserEvent.SessionRevoked.class),
    USER_DELETED("user.deleted.v1", Topics.USER_EVENTS, UserEvent.UserDeleted.class),
    API_KEY_ISSUED("api_key.issued.v1", Topics.API_KEYS, ApiKeyEvent.ApiKeyIssued.class),
    API_KEY_REVOKED("api_key.revoked.v1", Topics.API_KEYS, ApiKeyEvent.ApiKeyRevoked.class),
    MODEL_REGISTERED("model.registered.v1", Topics.MODEL_EVENTS, ModelEvent.ModelRegistered.class),
    MODEL_REFUSED("model.refused.v1", Topics.MODEL_EVENTS, ModelEvent.ModelRefused.class),
    MODEL_DELETED("model.deleted.v1", Topics.MODEL_EVENTS, ModelEvent.ModelDeleted.class),
    DEPLOYMENT_CHANGED("deployment.changed.v1", Topics.MODEL_EVENTS, ModelEvent.DeploymentChanged.class),
    DEPLOYMENT_KEY_ISSUED("deployment.key_issued.v1", Topics.MODEL_EVENTS, ModelEvent.DeploymentKeyIssued.class),
    DEPLOYMENT_DELETED("deployment.deleted.v1", Topics.MODEL_EVENTS, ModelEvent.DeploymentDeleted.class),
    USAGE_RECORDED("usage.recorded.v1", Topics.USAGE_EVENTS, UsageEvent.UsageRecorded.class),
    CREDITS_RESERVED("credits.reserved.v1", Topics.BILLING_EVENTS, BillingEvent.CreditsReserved.class),
    RESERVATION_REJECTED("reservation.rejected.v1", Topics.BILLING_EVENTS, BillingEvent.ReservationRejected.class),
    RESERVATION_POSTED("reservation.posted.v1", Topics.BILLING_EVENTS, BillingEvent.ReservationPosted.class),
    RESERVATION_VOIDED("reservation.voided.v1", Topics.BILLING_EVENTS, BillingEvent.ReservationVoided.class),
    BALANCE_LOW("balance.low.v1", Topics.BILLING_EVENTS, BillingEvent.BalanceLow.class),
    BALANCE_CHANGED("balance.changed.v1", Topics.BILLING_BALANCES, BalanceEvent.BalanceChanged.class),
    JOB_SUBMITTED("job.submitted.v1", Topics.JOB_EVENTS, JobEvent.JobSubmitted.class),
    MODEL_TRAINED("job.model_trained.v1", Topics.JOB_EVENTS, JobEvent.ModelTrained.class),
    JOB_SUCCEEDED("job.succeeded.v1", Topics.JOB_EVENTS, JobEvent.JobSucceeded.class),
    JOB_FAILED("job.failed.v1", Topics.JOB_EVENTS, JobEvent.JobFailed.class),
    JOB_CANCELLED("job.cancelled.v1", Topics.JOB_EVENTS, JobEvent.JobCancelled.class);

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(EventType::typeName, Function.identity()));
    private static final Map<Class<?>, EventType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toMap(EventType::record, Function.identity()));

    private final String typeName;
    private final String topic;
    private final Class<? extends Event> record;

    EventType(String typeName, String topic, Class<? extends Event> record) {
        this.typeName = typeName;
        this.topic = topic;
        this.record = record;
    }

    /** The CloudEvents {@code type}, for example {@code job.submitted.v1}. */
    public String typeName() {
        return typeName;
    }

    public String topic() {
        return topic;
    }

    public Class<? extends Event> record() {
        return record;
    }

    /** The type of that name, or nothing when this version of the contracts does not know it yet. */
    public static Optional<EventType> named(String typeName) {
        return Optional.ofNullable(BY_NAME.get(typeName));
    }

    public static EventType of(Event event) {
        EventType type = BY_RECORD.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException("No event type for " + event.getClass());
        }
        return type;
    }
}
