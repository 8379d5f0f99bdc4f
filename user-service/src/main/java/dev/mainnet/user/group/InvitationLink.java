package dev.mainnet.user.group;

import dev.mainnet.defaults.secret.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.util.UriComponentsBuilder;

/** Where the mail of an invitation leads. The token alone opens; the rest is there because clients of Atlas expect it. */
final class InvitationLink {

    private InvitationLink() {}

    /** @param invited the account of the address, if there is one yet */
    static String of(URI publicUrl, Invitation invitation, Optional<UUID> invited, Secret token) {
        UriComponentsBuilder link = UriComponentsBuilder.fromUri(publicUrl)
                .path("/atlas/auth/confirm-invite-email")
                .queryParam("email", "{email}");
        invited.ifPresent(id -> link.queryParam("userId", id));
        return link.queryParam("groupId", invitation.groupId())
                .queryParam("token", token.text())
                .encode()
                .buildAndExpand(invitation.email().text())
                .toUriString();
    }
}
