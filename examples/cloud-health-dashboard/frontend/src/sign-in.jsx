import { useState } from 'react';
import { signIn } from './api.js';

export function SignIn({ onToken }) {
  const [error, setError] = useState('');
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    try {
      onToken(await signIn(form.get('username'), form.get('password')));
    } catch (refusal) {
      setError(refusal.message);
    }
  };
  return (
    <form className="card" onSubmit={submit}>
      <h2>Sign in</h2>
      <label>
        Name
        <input name="username" autoComplete="username" defaultValue="admin" required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      {error && <p role="alert">{error}</p>}
      <button>Sign in</button>
    </form>
  );
}
