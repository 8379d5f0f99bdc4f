package dev.mainnet.user.mail;

/** What a mail says: the same once as plain text and once in HTML. */
record Letter(String subject, String text, String html) {}
