package dev.mainnet.defaults;

import dev.mainnet.contracts.BalanceEvent.BalanceChanged;
import dev.mainnet.contracts.Topics;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.identity.PublicPaths;
import dev.mainnet.defaults.identity.ScopeRules;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.defaults.view.TopicView;
import dev.mainnet.defaults.view.TopicViews;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@SpringBootApplication
public class DefaultsTestApplication {

    public static final Map<UUID, BalanceChanged> BALANCES = new ConcurrentHashMap<>();

    @Bean
    PublicPaths publicPaths() {
        return PublicPaths.none().any("/open");
    }

    @Bean
    ScopeRules scopeRules() {
        return ScopeRules.none().need("models", "/models/**");
    }

    @Bean
    TopicView balances(TopicViews views) {
        return views.ofAll(Topics.BILLING_BALANCES, event -> {
            if (event instanceof BalanceChanged balance) {
                BALANCES.put(balance.accountId(), balance);
            }
        });
    }

    @RestController
    static class Controller {

        static final AtomicInteger ORDERS = new AtomicInteger();

        record Order(
                @NotBlank @Size(max = 20) String itemName,
                Credits price,
                @Max(1_000) int pieces) {}

        record Receipt(UUID orderId, Credits total, int number) {}

        record Me(UUID accountId, String username) {}

        @GetMapping({"/me", "/models/mine"})
        Me me(@AuthenticationPrincipal Identity me) {
            return new Me(me.accountId(), me.username());
        }

        @GetMapping("/open")
        String open(@RequestParam(defaultValue = "1") int number) {
            return "open " + number;
        }

        @GetMapping("/broken")
        Mono<String> broken() {
            return Mono.error(new IllegalStateException("the secret reason"));
        }

        @GetMapping("/busy")
        Mono<String> busy() {
            return Mono.error(
                    new ApiException(ErrorCode.UNAVAILABLE, "Try later").withRetryAfter(Duration.ofMillis(1500)));
        }

        @PostMapping("/orders")
        @ResponseStatus(HttpStatus.CREATED)
        Mono<Receipt> order(@Valid @RequestBody Order order) {
            if (order.itemName().equals("nothing")) {
                return Mono.error(ApiException.notFound("Item"));
            }
            if (order.itemName().equals("crash") && ORDERS.incrementAndGet() % 2 == 1) {
                return OperationId.current().map(id -> {
                    throw new IllegalStateException(id.toString());
                });
            }
            Mono<Receipt> receipt = OperationId.current()
                    .map(id -> new Receipt(
                            id, Credits.ofMicro(order.price().micro() * order.pieces()), ORDERS.incrementAndGet()));
            return order.itemName().equals("slow") ? receipt.delaySubscription(Duration.ofSeconds(2)) : receipt;
        }
    }
}
