// Tokens: who may use the server. The recipients of events. And the way out.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { Token } from '../../state/access/access-store.ts';
import { api, take } from '../data/api.ts';
import { meQuery, queries, tokensQuery } from '../data/queries.ts';
import { AskDialog } from '../parts/ask-dialog.tsx';
import { Failure, Loading } from '../parts/states.tsx';
import { NotificationSwitch } from '../parts/notification-switch.tsx';
import { NotificationRecipients } from '../parts/notification-recipients.tsx';
import { Time } from '../parts/time.tsx';
import { formatTime, textOf } from '../parts/words.ts';
import { usePageTitle } from '../parts/page-title.ts';

export function Settings(): ReactNode {
  usePageTitle('Settings');
  const me = useQuery(meQuery);
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: async () => take(api.session.$delete()),
    onSuccess: async () => {
      queries.clear();
      await navigate({ to: '/sign-in' });
    },
  });
  return (
    <>
      <h1>Settings</h1>
      <section className="card">
        <h2>You</h2>
        <p>
          Signed in as <b>{me.data?.name ?? '…'}</b>, who may {me.data?.scopes.join(', ') ?? '…'}.
        </p>
        <button type="button" onClick={() => signOut.mutate()}>
          Sign out
        </button>
      </section>
      {me.data?.scopes.includes('admin') === true ? <Tokens /> : null}
      <NotificationSwitch />
      <NotificationRecipients />
    </>
  );
}

const scopes = ['read', 'run', 'approve', 'admin'] as const;

function Tokens(): ReactNode {
  const tokens = useQuery(tokensQuery);
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  if (tokens.isPending) return <Loading />;
  if (tokens.error !== null) return <Failure error={tokens.error} />;
  return (
    <section className="card">
      <div className="row">
        <h2>Tokens</h2>
        <span className="fill" />
        <button type="button" className="primary" onClick={() => setMaking(true)}>
          Make a token
        </button>
      </div>
      {secret === undefined ? null : (
        <p role="status">
          The token, shown only now: <code>{secret}</code>
        </p>
      )}
      <TokenTable tokens={tokens.data} />
      {isMaking ? <MakeToken onMade={setSecret} onClose={() => setMaking(false)} /> : null}
    </section>
  );
}

async function refresh(): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['tokens'] });
}

function TokenTable({ tokens }: { readonly tokens: readonly Token[] }): ReactNode {
  const revoke = useMutation({
    mutationFn: async (id: string) => take(api.tokens[':id'].$delete({ param: { id } })),
    onSuccess: refresh,
  });
  const [ending, setEnding] = useState<{ readonly id: string; readonly name: string }>();
  return (
    <div className="scroll">
      {ending === undefined ? null : (
        <AskDialog
          title={`Revoke the token ${ending.name}`}
          action="Revoke"
          isDangerous
          isPending={revoke.isPending}
          error={revoke.error}
          onAsk={() => revoke.mutate(ending.id, { onSuccess: () => setEnding(undefined) })}
          onClose={() => setEnding(undefined)}
        >
          <p>What uses it is refused from then on. It cannot be taken back.</p>
        </AskDialog>
      )}
      {revoke.error === null ? null : <Failure error={revoke.error} />}
      <table className="rows">
        <thead>
          <tr>
            <th>Name</th>
            <th>May</th>
            <th>Made</th>
            <th>Last used</th>
            <th>
              <span className="hidden">Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map(({ id, name, scopes: own, createdAt, lastUsedAt, revokedAt }) => (
            <tr key={id}>
              <td className="name whole">{name}</td>
              <td>{own.join(', ')}</td>
              <td className="time">
                <Time at={createdAt} />
              </td>
              <td>{lastUsedAt === undefined ? 'never' : <Time at={lastUsedAt} />}</td>
              <td>
                {revokedAt === undefined ? (
                  <button type="button" onClick={() => setEnding({ id, name })}>
                    Revoke…
                  </button>
                ) : (
                  `revoked ${formatTime(revokedAt)}`
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MakeToken({
  onMade,
  onClose,
}: {
  readonly onMade: (secret: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const make = useMutation({
    mutationFn: async (form: FormData) => {
      const wanted = scopes.filter((scope) => form.get(scope) !== null);
      return take(api.tokens.$post({ json: { name: textOf(form, 'name'), scopes: wanted } }));
    },
    onSuccess: async ({ secret }) => {
      onMade(secret);
      onClose();
      await refresh();
    },
  });
  return (
    <AskDialog
      title="Make a token"
      action="Make"
      isPending={make.isPending}
      error={make.error}
      onAsk={(form) => make.mutate(form)}
      onClose={onClose}
    >
      <label>
        Name
        <input name="name" required maxLength={100} />
      </label>
      {scopes.map((scope) => (
        <label key={scope} className="choice">
          <input type="checkbox" name={scope} defaultChecked={scope === 'read'} /> {scope}
        </label>
      ))}
    </AskDialog>
  );
}
