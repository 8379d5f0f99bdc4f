package dev.mainnet.defaults.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * The addresses of the open internet: IANA's special-purpose registries for IPv4 and IPv6 taken away. IPv6 that carries an IPv4 address
 * (mapped, 6to4, Teredo, NAT64) is not among them, because it would lead wherever that one does.
 */
final class PublicAddresses {

    private static final List<Block> SPECIAL_V4 = List.of(
            block("0.0.0.0", 8),
            block("10.0.0.0", 8),
            block("100.64.0.0", 10),
            block("127.0.0.0", 8),
            block("169.254.0.0", 16),
            block("172.16.0.0", 12),
            block("192.0.0.0", 24),
            block("192.0.2.0", 24),
            block("192.88.99.0", 24),
            block("192.168.0.0", 16),
            block("198.18.0.0", 15),
            block("198.51.100.0", 24),
            block("203.0.113.0", 24),
            block("224.0.0.0", 3));

    private static final Block GLOBAL_V6 = block("2000::", 3);

    private static final List<Block> SPECIAL_V6 =
            List.of(block("2001::", 23), block("2001:db8::", 32), block("2002::", 16), block("3fff::", 20));

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? SPECIAL_V4.stream().noneMatch(block -> block.contains(bytes))
                : GLOBAL_V6.contains(bytes) && SPECIAL_V6.stream().noneMatch(block -> block.contains(bytes));
    }

    private static Block block(String first, int prefix) {
        return new Block(InetAddress.ofLiteral(first).getAddress(), prefix);
    }

    private record Block(byte[] first, int prefix) {

        boolean contains(byte[] address) {
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((first[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
