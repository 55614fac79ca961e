// The backend: where it is was decided when the site was built.
const base = import.meta.env.REACT_APP_API_URL ?? '';

async function ask(path, options) {
  const response = await fetch(`${base}${path}`, options);
  if (!response.ok) {
    const { detail } = await response.json().catch(() => ({}));
    throw Object.assign(new Error(detail ?? `The API answered ${response.status}`), {
      status: response.status,
    });
  }
  return response.json();
}

const as = (token) => ({ headers: { authorization: `Bearer ${token}` } });

export async function signIn(username, password) {
  const { token } = await ask('/api/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  return token;
}

export const readTargets = (token) => ask('/api/targets', as(token));
export const readHistory = (token, name) =>
  ask(`/api/targets/${encodeURIComponent(name)}/history`, as(token));
