package com.futureim.auth;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Users in a table of DynamoDB whose key is the address. */
final class DynamoUsers implements Users {

  private final DynamoDbClient client;
  private final String table;

  private DynamoUsers(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  static DynamoUsers fromEnvironment() {
    var client = DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    return new DynamoUsers(client, System.getenv("USERS_TABLE"));
  }

  @Override
  public Optional<User> find(String email) {
    var item = client.getItem(request -> request.tableName(table).key(key(email)).consistentRead(true));
    if (!item.hasItem()) {
      return Optional.empty();
    }
    var attributes = item.item();
    return Optional.of(
        new User(email, attributes.get("password_hash").s(), attributes.get("created_at").s()));
  }

  @Override
  public boolean add(User user) {
    try {
      client.putItem(
          request ->
              request
                  .tableName(table)
                  .item(
                      Map.of(
                          "email", AttributeValue.fromS(user.email()),
                          "password_hash", AttributeValue.fromS(user.passwordHash()),
                          "created_at", AttributeValue.fromS(user.createdAt())))
                  .conditionExpression("attribute_not_exists(email)"));
      return true;
    } catch (ConditionalCheckFailedException taken) {
      return false;
    }
  }

  @Override
  public void remove(String email) {
    client.deleteItem(request -> request.tableName(table).key(key(email)));
  }

  private static Map<String, AttributeValue> key(String email) {
    return Map.of("email", AttributeValue.fromS(email));
  }
}
