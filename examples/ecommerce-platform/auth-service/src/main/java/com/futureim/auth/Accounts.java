package com.futureim.auth;

import com.futureim.auth.Users.User;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What users can do with their account. */
final class Accounts {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final int SHORTEST_PASSWORD = 8;

  private final Users users;
  private final Tokens tokens;

  Accounts(Users users, Tokens tokens) {
    this.users = users;
    this.tokens = tokens;
  }

  Map<String, String> register(String address, String password) {
    var email = normalized(address);
    if (!EMAIL.matcher(email).matches()) {
      throw new Refusal(400, "\"" + address + "\" is not a mail address");
    }
    if (password.length() < SHORTEST_PASSWORD) {
      throw new Refusal(400, "A password has at least " + SHORTEST_PASSWORD + " characters");
    }
    var user = new User(email, Passwords.hash(password), Instant.now().toString());
    if (!users.add(user)) {
      throw new Refusal(409, "There is an account with this address");
    }
    return session(email);
  }

  Map<String, String> logIn(String address, String password) {
    var email = normalized(address);
    return users
        .find(email)
        .filter(user -> Passwords.matches(password, user.passwordHash()))
        .map(user -> session(email))
        .orElseThrow(() -> new Refusal(401, "Address or password is wrong"));
  }

  Map<String, String> refresh(String token) {
    return session(known(token).email());
  }

  Map<String, String> who(String token) {
    var user = known(token);
    return Map.of("email", user.email(), "createdAt", user.createdAt());
  }

  Map<String, String> delete(String token) {
    var user = known(token);
    users.remove(user.email());
    return Map.of("email", user.email());
  }

  private User known(String token) {
    return users
        .find(tokens.verify(token))
        .orElseThrow(() -> new Refusal(401, "The account does not exist any more"));
  }

  private Map<String, String> session(String email) {
    return Map.of("email", email, "token", tokens.issue(email));
  }

  private static String normalized(String address) {
    return address.trim().toLowerCase(Locale.ROOT);
  }
}
