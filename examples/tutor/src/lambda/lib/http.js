// What the functions behind the API have in common: events of HTTP APIs (payload 2.0) in, JSON out.
class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** @param routes by their keys: `POST /login`. Each gets the body, the parameters of the path and the headers. */
function router(routes) {
  return async (event) => {
    const route = routes[event.routeKey];
    if (route === undefined) return answer(404, { message: `There is no ${event.routeKey}` });
    try {
      return answer(
        200,
        await route({ body: bodyOf(event), path: event.pathParameters ?? {}, headers: event.headers ?? {} }),
      );
    } catch (error) {
      if (error instanceof Refusal) return answer(error.status, { message: error.message });
      throw error;
    }
  };
}

function bodyOf({ body, isBase64Encoded }) {
  if (body === undefined || body === '') return {};
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is not JSON');
  }
}

function answer(statusCode, body) {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

module.exports = { Refusal, router };
