package dev.mainnet.defaults.egress;

import java.net.UnknownHostException;

/** A name that leads into a private network. Which address it is, nobody is told. */
final class ForbiddenAddress extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    ForbiddenAddress() {
        super("The address is not public");
    }
}
