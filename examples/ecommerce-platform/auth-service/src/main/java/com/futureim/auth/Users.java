package com.futureim.auth;

import java.util.Optional;

/** Where users are kept. */
interface Users {

  record User(String email, String passwordHash, String createdAt) {}

  Optional<User> find(String email);

  /** False when there is one with this address already. */
  boolean add(User user);

  void remove(String email);
}
