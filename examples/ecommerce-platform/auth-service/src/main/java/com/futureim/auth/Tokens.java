package com.futureim.auth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Signed tokens that say who somebody is. The six services verify them with the same secret. */
final class Tokens {

  private static final String ISSUER = "futureim-ecommerce-ai-platform";
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final Supplier<String> secret;
  private Algorithm algorithm;

  Tokens(Supplier<String> secret) {
    this.secret = secret;
  }

  static Tokens fromEnvironment() {
    return new Tokens(
        () -> {
          try (var client =
              SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
            var id = System.getenv("JWT_SECRET_ID");
            return client.getSecretValue(request -> request.secretId(id)).secretString();
          }
        });
  }

  String issue(String email) {
    var now = Instant.now();
    return JWT.create()
        .withIssuer(ISSUER)
        .withSubject(email)
        .withIssuedAt(now)
        .withExpiresAt(now.plus(LIFETIME))
        .sign(algorithm());
  }

  /** The address of the token's owner. Refuses a token that is not ours, or too old. */
  String verify(String token) {
    try {
      return JWT.require(algorithm()).withIssuer(ISSUER).build().verify(token).getSubject();
    } catch (JWTVerificationException error) {
      throw new Refusal(401, "The token is not valid");
    }
  }

  /** The secret is read when the first token is, and once for each process. */
  private synchronized Algorithm algorithm() {
    if (algorithm == null) {
      algorithm = Algorithm.HMAC256(secret.get());
    }
    return algorithm;
  }
}
