package dev.mainnet.user.role;

import java.util.List;

/**
 * What the roles of an account amount to.
 *
 * @param roles the names of those it holds and of all that these inherit from; built-in ones first
 * @param permissions what any of them permits, in alphabetical order
 */
public record Authority(List<String> roles, List<String> permissions) {}
