package dev.mainnet.model.demonstration;

import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.KeepDeployment;
import dev.mainnet.model.deployment.PlatformIdentity;
import dev.mainnet.model.deployment.Source;
import dev.mainnet.model.deployment.WithdrawDeployments;
import dev.mainnet.model.registry.Model;
import dev.mainnet.model.registry.Models;
import dev.mainnet.model.registry.RegisterModel;
import dev.mainnet.model.registry.RegistrySettings;
import dev.mainnet.model.registry.Upload;
import dev.mainnet.outbox.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the models of the platform's directory known and callable under its own name. A file has the same id on every instance and at
 * every start, so that it is registered once; another file under a name takes the former one's place.
 */
@Component
class OfferPlatformModels {

    private static final Logger LOG = LoggerFactory.getLogger(OfferPlatformModels.class);
    private static final int CHUNK = 64 * 1024;
    private static final TypeReference<List<PlatformModel>> LIST = new TypeReference<>() {};

    private final Models models;
    private final RegisterModel registerModel;
    private final KeepDeployment keepDeployment;
    private final WithdrawDeployments withdrawDeployments;
    private final ObjectStore objects;
    private final JsonMapper json;
    private final long maxBytes;

    OfferPlatformModels(
            Models models,
            RegisterModel registerModel,
            KeepDeployment keepDeployment,
            WithdrawDeployments withdrawDeployments,
            ObjectStore objects,
            JsonMapper json,
            RegistrySettings settings) {
        this.models = models;
        this.registerModel = registerModel;
        this.keepDeployment = keepDeployment;
        this.withdrawDeployments = withdrawDeployments;
        this.objects = objects;
        this.json = json;
        maxBytes = settings.maxModelSize().toBytes();
    }

    /** Offers all that the directory's {@code models.json} lists; nothing where there is none. The slugs of all that are listed. */
    Mono<Set<String>> offer(Path directory) {
        return Mono.fromCallable(() -> read(directory.resolve("models.json")))
                .subscribeOn(Schedulers.boundedElastic())
                .delayUntil(listed -> Flux.fromIterable(listed)
                        .filter(found -> isThere(directory.resolve(found.file())))
                        .concatMap(found -> offer(found, directory.resolve(found.file()))))
                .map(listed -> listed.stream().map(PlatformModel::slug).collect(Collectors.toSet()));
    }

    /** Withdraws what a former directory listed and this one does not. */
    Mono<Void> withdrawOthers(Set<String> listed, Instant before) {
        return withdrawDeployments.withdraw(
                PlatformIdentity.PLATFORM,
                found -> found.terms().source() instanceof Source.Hosted
                        && found.createdAt().isBefore(before)
                        && !listed.contains(found.slug()));
    }

    private static boolean isThere(Path file) {
        boolean there = Files.isRegularFile(file);
        if (!there) {
            LOG.warn("The platform's own model {} is listed and not there", file);
        }
        return there;
    }

    private List<PlatformModel> read(Path list) throws IOException {
        return Files.exists(list) ? json.readValue(Files.readAllBytes(list), LIST) : List.of();
    }

    private Mono<Deployment> offer(PlatformModel offered, Path file) {
        return Mono.fromCallable(() -> id(file))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(id -> models.find(PlatformAccount.ID, id)
                        .switchIfEmpty(Mono.defer(() -> register(id, offered, file))))
                .flatMap(model ->
                        keepDeployment.keep(PlatformIdentity.PLATFORM, offered.slug(), offered.terms(model.id())));
    }

    private Mono<Model> register(UUID id, PlatformModel offered, Path file) {
        return objects.put(
                        "models/" + Ids.next(),
                        DataBufferUtils.read(file, DefaultDataBufferFactory.sharedInstance, CHUNK),
                        maxBytes)
                .map(stored -> new Model.File(stored.key(), stored.size(), stored.sha256()))
                .flatMap(stored -> registerModel.register(
                        id, PlatformAccount.ID, new Upload(offered.title(), offered.tagline(), List.of(), stored)));
    }

    private static UUID id(Path file) throws IOException, NoSuchAlgorithmException {
        return UUID.nameUUIDFromBytes(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
