package com.futureim.auth;

/** What the caller did wrong, with the status that says so. */
final class Refusal extends RuntimeException {

  private final int status;

  Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
