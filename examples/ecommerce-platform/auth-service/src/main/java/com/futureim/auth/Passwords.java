package com.futureim.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords as PBKDF2 keeps them: {@code salt$key}, both in base64. */
final class Passwords {

  private static final int ITERATIONS = 210_000;
  private static final int KEY_BITS = 256;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Passwords() {}

  static String hash(String password) {
    var salt = new byte[16];
    RANDOM.nextBytes(salt);
    var encoder = Base64.getEncoder();
    return encoder.encodeToString(salt) + "$" + encoder.encodeToString(derive(password, salt));
  }

  static boolean matches(String password, String hash) {
    var parts = hash.split("\\$");
    var salt = Base64.getDecoder().decode(parts[0]);
    return MessageDigest.isEqual(derive(password, salt), Base64.getDecoder().decode(parts[1]));
  }

  private static byte[] derive(String password, byte[] salt) {
    try {
      var key = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, KEY_BITS);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
    } catch (GeneralSecurityException error) {
      throw new IllegalStateException(error);
    }
  }
}
