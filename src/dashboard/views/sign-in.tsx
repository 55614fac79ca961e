// Getting in: by the link that the terminal shows, or with a token.
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { api, take } from '../data/api.ts';
import { queries } from '../data/queries.ts';
import { Failure } from '../parts/states.tsx';

export function SignIn(): ReactNode {
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  const signIn = useMutation({
    mutationFn: async (json: { readonly code: string } | { readonly token: string }) =>
      take(api.session.$post({ json })),
    onSuccess: async () => {
      queries.clear();
      await navigate({ href: to ?? '/', replace: true });
    },
  });
  const isTried = useRef(false);
  const { mutate } = signIn;
  useEffect(() => {
    // The code stands behind the #, which browsers do not send.
    const code = location.hash.slice(1);
    if (code === '' || isTried.current) return;
    isTried.current = true;
    history.replaceState(null, '', '/sign-in');
    mutate({ code });
  }, [mutate]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get('token');
    if (typeof token === 'string') mutate({ token: token.trim() });
  };
  return (
    <section className="card narrow">
      <h1>Sign in</h1>
      <p>
        Open the link that <code>slipway up</code> shows in the terminal, or give a token.
      </p>
      {to === undefined ? null : (
        <p className="quiet">
          This browser is not signed in, or its token has ended. You come back to <code>{to}</code>.
        </p>
      )}
      <form onSubmit={submit}>
        <label>
          Token
          <input name="token" type="password" autoComplete="current-password" required />
        </label>
        {signIn.error === null ? null : <Failure error={signIn.error} />}
        <button type="submit" className="primary" disabled={signIn.isPending}>
          {signIn.isPending ? 'Signing in …' : 'Sign in'}
        </button>
      </form>
    </section>
  );
}
