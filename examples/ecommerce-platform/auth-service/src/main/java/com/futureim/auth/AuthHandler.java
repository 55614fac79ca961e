package com.futureim.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.Map;

/** The function behind /auth: registers users, logs them in, and says who a token belongs to. */
public class AuthHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Accounts accounts;

  /** As Lambda makes it: table and secret are named by its environment. */
  public AuthHandler() {
    this(new Accounts(DynamoUsers.fromEnvironment(), Tokens.fromEnvironment()));
  }

  AuthHandler(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent request, Context context) {
    try {
      return switch (request.getHttpMethod() + " " + request.getResource()) {
        case "POST /auth/register" -> {
          var body = bodyOf(request);
          yield answer(201, accounts.register(text(body, "email"), text(body, "password")));
        }
        case "POST /auth/login" -> {
          var body = bodyOf(request);
          yield answer(200, accounts.logIn(text(body, "email"), text(body, "password")));
        }
        case "POST /auth/refresh" -> answer(200, accounts.refresh(tokenOf(request)));
        case "GET /auth/me" -> answer(200, accounts.who(tokenOf(request)));
        case "DELETE /auth/me" -> answer(200, accounts.delete(tokenOf(request)));
        case "GET /auth/health" -> answer(200, Map.of("service", "auth-service", "status", "ok"));
        default -> answer(404, Map.of("message", "Not found"));
      };
    } catch (Refusal refusal) {
      return answer(refusal.status(), Map.of("message", refusal.getMessage()));
    }
  }

  private static JsonNode bodyOf(APIGatewayProxyRequestEvent request) {
    var body = request.getBody() == null ? "" : request.getBody();
    if (Boolean.TRUE.equals(request.getIsBase64Encoded())) {
      body = new String(Base64.getDecoder().decode(body));
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException error) {
      throw new Refusal(400, "The body is not JSON");
    }
  }

  private static String text(JsonNode body, String name) {
    var value = body.path(name);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new Refusal(400, "\"" + name + "\" is missing");
    }
    return value.textValue();
  }

  private static String tokenOf(APIGatewayProxyRequestEvent request) {
    var headers = request.getHeaders() == null ? Map.<String, String>of() : request.getHeaders();
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("authorization"))
        .map(header -> header.getValue().replaceFirst("(?i)^bearer +", ""))
        .findFirst()
        .orElseThrow(() -> new Refusal(401, "The header Authorization is missing"));
  }

  private static APIGatewayProxyResponseEvent answer(int status, Map<String, ?> body) {
    try {
      return new APIGatewayProxyResponseEvent()
          .withStatusCode(status)
          .withHeaders(
              Map.of("content-type", "application/json", "access-control-allow-origin", "*"))
          .withBody(JSON.writeValueAsString(body));
    } catch (JsonProcessingException error) {
      throw new IllegalStateException(error);
    }
  }
}
