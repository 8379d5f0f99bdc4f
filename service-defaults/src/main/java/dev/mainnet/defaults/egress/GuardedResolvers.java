package dev.mainnet.defaults.egress;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import reactor.core.scheduler.Schedulers;

/**
 * Resolves a name by the JDK, off the event loop, and hands out its addresses only when every one of them is allowed. The connection is
 * made to one of these addresses and to no other. An address written as a number passes the same gate.
 */
final class GuardedResolvers extends AddressResolverGroup<InetSocketAddress> {

    private final Predicate<InetAddress> allowed;

    GuardedResolvers(Predicate<InetAddress> allowed) {
        this.allowed = allowed;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new GuardedAddresses(executor, new GuardedNames(executor));
    }

    private List<InetAddress> allowedOf(String host) throws UnknownHostException {
        List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
        if (!addresses.stream().allMatch(allowed)) {
            throw new ForbiddenAddress();
        }
        return addresses;
    }

    private final class GuardedNames extends InetNameResolver {

        GuardedNames(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            run(promise, () -> promise.trySuccess(allowedOf(host).getFirst()));
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            run(promise, () -> promise.trySuccess(allowedOf(host)));
        }

        private interface Look {
            void up() throws UnknownHostException;
        }

        private static void run(Promise<?> promise, Look look) {
            Schedulers.boundedElastic().schedule(() -> {
                try {
                    look.up();
                } catch (UnknownHostException | RuntimeException e) {
                    promise.tryFailure(e);
                }
            });
        }
    }

    private final class GuardedAddresses extends InetSocketAddressResolver {

        GuardedAddresses(EventExecutor executor, GuardedNames names) {
            super(executor, names);
        }

        /** A forbidden number counts as unresolved, and then is refused like a name that leads to it. */
        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return !address.isUnresolved() && allowed.test(address.getAddress());
        }

        @Override
        protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) throws Exception {
            if (address.isUnresolved()) {
                super.doResolve(address, promise);
            } else {
                promise.tryFailure(new ForbiddenAddress());
            }
        }

        @Override
        protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise)
                throws Exception {
            if (address.isUnresolved()) {
                super.doResolveAll(address, promise);
            } else {
                promise.tryFailure(new ForbiddenAddress());
            }
        }
    }
}
