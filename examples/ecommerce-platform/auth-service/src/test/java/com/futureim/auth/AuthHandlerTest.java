package com.futureim.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthHandlerTest {

  private static final String SHOPPER =
      "{\"email\":\"Shopper@Example.com\",\"password\":\"correct horse\"}";

  private final MemoryUsers users = new MemoryUsers();
  private final AuthHandler handler =
      new AuthHandler(new Accounts(users, new Tokens(() -> "a secret of the tests")));

  @Test
  void aUserRegistersLogsInAndIsKnown() throws JsonProcessingException {
    assertEquals(201, call("POST", "/auth/register", SHOPPER, null).getStatusCode());
    var login = call("POST", "/auth/login", SHOPPER, null);
    assertEquals(200, login.getStatusCode());
    var me = call("GET", "/auth/me", null, tokenIn(login));
    assertEquals(200, me.getStatusCode());
    assertTrue(me.getBody().contains("shopper@example.com"));
  }

  @Test
  void aPasswordIsKeptAsAHashOfItsOwn() {
    call("POST", "/auth/register", SHOPPER, null);
    var hash = users.find("shopper@example.com").orElseThrow().passwordHash();
    assertFalse(hash.contains("correct horse"));
    assertFalse(hash.equals(Passwords.hash("correct horse")));
  }

  @Test
  void anAddressIsTakenOnce() {
    call("POST", "/auth/register", SHOPPER, null);
    assertEquals(409, call("POST", "/auth/register", SHOPPER, null).getStatusCode());
  }

  @Test
  void theTokenOfADeletedAccountIsRefused() throws JsonProcessingException {
    var token = tokenIn(call("POST", "/auth/register", SHOPPER, null));
    assertEquals(200, call("DELETE", "/auth/me", null, token).getStatusCode());
    assertEquals(401, call("POST", "/auth/refresh", null, token).getStatusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /auth/login, 401, '{\"email\":\"shopper@example.com\",\"password\":\"wrong horse\"}'",
    "POST, /auth/register, 400, '{\"email\":\"nobody\",\"password\":\"long enough\"}'",
    "POST, /auth/register, 400, '{\"email\":\"a@example.com\",\"password\":\"short\"}'",
    "POST, /auth/register, 400, '{\"email\":\"a@example.com\"}'",
    "POST, /auth/register, 400, 'not JSON'",
    "GET, /auth/me, 401, ''",
    "GET, /auth/nothing, 404, ''",
  })
  void whatIsWrongIsRefused(String method, String resource, int status, String body) {
    assertEquals(status, call(method, resource, body, null).getStatusCode());
  }

  private APIGatewayProxyResponseEvent call(
      String method, String resource, String body, String token) {
    var headers = token == null ? Map.<String, String>of() : Map.of("Authorization", "Bearer " + token);
    var request =
        new APIGatewayProxyRequestEvent()
            .withHttpMethod(method)
            .withResource(resource)
            .withBody(body)
            .withHeaders(headers);
    return handler.handleRequest(request, null);
  }

  private static String tokenIn(APIGatewayProxyResponseEvent response)
      throws JsonProcessingException {
    return new ObjectMapper().readTree(response.getBody()).path("token").textValue();
  }

  private static final class MemoryUsers implements Users {
    private final Map<String, User> users = new HashMap<>();

    @Override
    public Optional<User> find(String email) {
      return Optional.ofNullable(users.get(email));
    }

    @Override
    public boolean add(User user) {
      return users.putIfAbsent(user.email(), user) == null;
    }

    @Override
    public void remove(String email) {
      users.remove(email);
    }
  }
}
