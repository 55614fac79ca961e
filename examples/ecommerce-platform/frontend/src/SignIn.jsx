import { useState } from 'react';
import { call } from './api.js';

export function SignIn({ onSession }) {
  const [wrong, setWrong] = useState();
  const [isBusy, setBusy] = useState(false);

  async function submit(event) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const what = event.nativeEvent.submitter.value;
    setBusy(true);
    setWrong(undefined);
    try {
      const body = { email: form.get('email'), password: form.get('password') };
      onSession(await call('POST', `auth/${what}`, { body }));
    } catch (error) {
      setWrong(error.message);
      setBusy(false);
    }
  }

  return (
    <form onSubmit={submit}>
      <label>
        Mail address <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" minLength={8} required />
      </label>
      <p className="buttons">
        <button value="login" disabled={isBusy}>
          Log in
        </button>
        <button value="register" disabled={isBusy}>
          Sign up
        </button>
      </p>
      {wrong && <p role="alert">{wrong}</p>}
    </form>
  );
}
