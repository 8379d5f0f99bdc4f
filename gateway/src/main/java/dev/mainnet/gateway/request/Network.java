package dev.mainnet.gateway.request;

import java.net.InetAddress;
import java.util.BitSet;

/** A network of addresses in CIDR notation; a lone address is a network of one. */
record Network(InetAddress address, int prefix) {

    static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int bits = address.getAddress().length * 8;
        int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("No network: " + text);
        }
        return new Network(address, prefix);
    }

    boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        BitSet difference = new BitSet();
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            difference.set(bit, ((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0);
        }
        return difference.isEmpty();
    }
}
