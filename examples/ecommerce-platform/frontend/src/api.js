/** The API's address, as it was when this was built (.env.production). */
const base = (import.meta.env.VITE_API_URL ?? '').replace(/\/$/, '');

/** Rejects with the message of the API when it refuses. */
export async function call(method, path, { token, body } = {}) {
  const response = await fetch(`${base}/${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? `The API answered ${response.status}`);
  return answer;
}
